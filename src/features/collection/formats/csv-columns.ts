import type { Column } from '../../../kernel/cells.ts'

const column = <C extends string>(name: C, example: string, en: string, ja: string): Column<C> => ({
  name,
  example,
  about: { en, ja },
})
const needed = <C extends string>(name: C, example: string, en: string, ja: string): Column<C> => ({
  ...column(name, example, en, ja),
  required: true,
})

/** Template `collection`: biobanks, collections and data sets in one sheet. Several values are separated by `|`. */
export const collectionColumns = [
  needed('kind', 'collection', 'biobank, collection or dataset', 'biobank・collection・dataset のいずれか'),
  needed(
    'id',
    'NEURO-001',
    'your own identifier, unique within the kind',
    '貴機関での識別子（同じ kind の中で重複しないこと）',
  ),
  column(
    'holder',
    '',
    'organisation id; may be left out when importing with --holder',
    '保有機関 ID。--holder を付けて取り込む場合は不要',
  ),
  column(
    'name_en',
    'Parkinson disease cohort',
    'name in English; one of the two names is required',
    '英語名（英語名・日本語名のどちらかは必須）',
  ),
  column('name_ja', 'パーキンソン病コホート', 'name in Japanese', '日本語名'),
  column('acronym', 'PDC', 'short name', '略称'),
  column(
    'description_en',
    'Patients followed every six months, with plasma and DNA.',
    'description in English',
    '英語の説明',
  ),
  column('description_ja', '6か月ごとに追跡している患者の血漿とDNAです。', 'description in Japanese', '日本語の説明'),
  column('biobanks', '', 'ids of the biobanks it belongs to', '属するバイオバンクの id'),
  column('parent', '', 'id of the collection it is a part of', '親コレクションの id'),
  column('url', 'https://www.example.org/neuro-001', 'web page', 'ウェブページ'),
  column('country', 'JP', 'two letters, ISO 3166-1', '国コード（ISO 3166-1 の2文字）'),
  column('types', 'COHORT|LONGITUDINAL', 'codes of types of collection', 'コレクションの種類のコード'),
  column('materials', 'PLASMA|DNA', 'codes of materials', '試料のコード'),
  column('data_categories', 'BIOLOGICAL_SAMPLES|MEDICAL_RECORDS', 'codes of data categories', 'データ区分のコード'),
  column('omics', 'GENOMICS', 'codes of omics', 'オミックスのコード'),
  column('sexes', 'FEMALE|MALE', 'codes of sexes', '性別のコード'),
  column('age_low', '40', 'lowest age at sampling', '採取時年齢の下限'),
  column('age_high', '89', 'highest age at sampling', '採取時年齢の上限'),
  column('age_unit', 'YEAR', 'DAY, WEEK, MONTH or YEAR', 'DAY・WEEK・MONTH・YEAR のいずれか'),
  column(
    'diseases',
    'ICD10:G20',
    'identifiers: ICD10:G20, ORPHA:589, NANDO:1200026',
    '疾患の識別子（ICD10:G20、ORPHA:589、NANDO:1200026 など）',
  ),
  column('donors', '500-999', 'number of donors: 5000, 10-19 or 1000-', '提供者数（5000、10-19、1000- など）'),
  column('samples', '2400', 'number of samples, in the same way', '試料数（書き方は同じ）'),
  column(
    'contact_role',
    'access office',
    'role to turn to, never a person',
    '問い合わせ先の役割（個人名は書かないこと）',
  ),
  column('contact_organisation', '', 'organisation of the contact', '問い合わせ先の組織'),
  column('contact_mail', 'access@example.org', 'mail address of the office', '窓口のメールアドレス'),
  column('contact_url', '', 'web page of the contact', '問い合わせ先のウェブページ'),
  column(
    'duo',
    'DUO:0000006|DUO:0000021',
    'permissions and modifiers of the Data Use Ontology',
    '利用条件（Data Use Ontology の識別子）',
  ),
  column('sample_fee', 'true', 'is a fee taken for samples? true or false', '試料は有償か（はい・いいえ）'),
  column('data_fee', 'false', 'is a fee taken for data?', 'データは有償か（はい・いいえ）'),
  column('joint_project', 'いいえ', 'is a joint project required?', '共同研究が必要か（はい・いいえ）'),
  column('industry', 'はい', 'may companies use it?', '企業も利用できるか（はい・いいえ）'),
  column('expected_days', '30', 'working days from application to decision', '申請から決定までの営業日数'),
  column('access_url', 'https://www.example.org/access', 'page on how to apply', '申請方法のページ'),
  column('access_en', 'Reviewed monthly by the access committee.', 'terms of use in English', '利用条件の説明（英語）'),
  column('access_ja', '利用審査委員会が毎月審査します。', 'terms of use in Japanese', '利用条件の説明（日本語）'),
  column('quality', 'ISO 20387', 'quality marks', '品質認証'),
  column('language', '', 'language of the data: ja, en, ...', 'データの言語（ja、en など）'),
  column('visibility', '', 'public (default), signed-in or holder', '公開範囲：public（既定）・signed-in・holder'),
] as const
export type CollectionColumn = (typeof collectionColumns)[number]['name']
