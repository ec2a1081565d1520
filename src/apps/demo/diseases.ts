/**
 * Diseases of the demonstration vocabulary: group, ICD-10, English, Japanese, reading, and what else is known. English is
 * written as it stands inside a sentence. Synonyms are separated by `|`. Order gives the identifier: add at the end.
 */
export interface Disease {
  group: Group
  icd10?: string
  en: string
  ja: string
  kana: string
  also?: string
  alsoJa?: string
  orpha?: number
  /** 指定難病 / 小児慢性特定疾病 */
  scheme?: 'intractable' | 'paediatric'
  define?: { en: string; ja: string }
  /** genes whose variants disease-specific iPS lines of the demonstration carry */
  genes?: string
}
type Row = [string, string, string, string, string, Omit<Disease, 'group' | 'icd10' | 'en' | 'ja' | 'kana'>?]

export const groups = {
  neuro: ['G00-G99', 'diseases of the nervous system', '神経系の疾患', 'しんけいけいのしっかん'],
  mind: ['F00-F99', 'mental and behavioural disorders', '精神及び行動の障害', 'せいしんおよびこうどうのしょうがい'],
  tumour: ['C00-D48', 'neoplasms', '新生物', 'しんせいぶつ'],
  metabolic: ['E00-E90', 'endocrine, nutritional and metabolic diseases', '内分泌、栄養及び代謝疾患',
    'ないぶんぴつえいようおよびたいしゃしっかん'],
  heart: ['I00-I99', 'diseases of the circulatory system', '循環器系の疾患', 'じゅんかんきけいのしっかん'],
  lung: ['J00-J99', 'diseases of the respiratory system', '呼吸器系の疾患', 'こきゅうきけいのしっかん'],
  gut: ['K00-K93', 'diseases of the digestive system', '消化器系の疾患', 'しょうかきけいのしっかん'],
  skin: ['L00-L99', 'diseases of the skin and subcutaneous tissue', '皮膚及び皮下組織の疾患',
    'ひふおよびひかそしきのしっかん'],
  joint: ['M00-M99', 'diseases of the musculoskeletal system and connective tissue', '筋骨格系及び結合組織の疾患',
    'きんこっかくけいおよびけつごうそしきのしっかん'],
  kidney: ['N00-N99', 'diseases of the genitourinary system', '腎尿路生殖器系の疾患', 'じんにょうろせいしょくきけいのしっかん'],
  blood: ['D50-D89', 'diseases of the blood and immune mechanism', '血液及び造血器の疾患並びに免疫機構の障害',
    'けつえきおよびぞうけつきのしっかんならびにめんえききこうのしょうがい'],
  eye: ['H00-H95', 'diseases of the eye and ear', '眼及び耳の疾患', 'めおよびみみのしっかん'],
  birth: ['Q00-Q99', 'congenital malformations and chromosomal abnormalities', '先天奇形及び染色体異常',
    'せんてんきけいおよびせんしょくたいいじょう'],
  infection: ['A00-B99', 'infectious and parasitic diseases', '感染症及び寄生虫症', 'かんせんしょうおよびきせいちゅうしょう'],
  pregnancy: ['O00-P96', 'pregnancy, childbirth and the perinatal period', '妊娠、分娩及び周産期',
    'にんしんぶんべんおよびしゅうさんき'],
} as const
export type Group = keyof typeof groups

const mg = {
  en: 'An autoimmune disease in which antibodies against the neuromuscular junction cause weakness that grows with use.',
  ja: '神経筋接合部に対する自己抗体により、反復運動で増悪する筋力低下を来す自己免疫疾患。',
}
const rows: Row[] = [
  ['neuro', 'G20', 'Parkinson disease', 'パーキンソン病', 'ぱーきんそんびょう', {
    also: "Parkinson's disease|PD", scheme: 'intractable', genes: 'PRKN|LRRK2|SNCA',
    define: { en: 'A progressive loss of dopaminergic neurons with tremor, rigidity and slowness of movement.',
      ja: 'ドパミン神経細胞の脱落により、振戦、筋強剛、動作緩慢を呈する進行性の疾患。' } }],
  ['neuro', 'G70.0', 'myasthenia gravis', '重症筋無力症', 'じゅうしょうきんむりょくしょう', {
    also: 'MG|adult-onset myasthenia gravis', alsoJa: '成人発症重症筋無力症', orpha: 589, scheme: 'intractable',
    define: { en: `${mg.en} Designated intractable disease of adults.`, ja: `${mg.ja}成人を主とする指定難病。` } }],
  ['neuro', 'G70.0', 'myasthenia gravis', '重症筋無力症', 'じゅうしょうきんむりょくしょう', {
    also: 'juvenile myasthenia gravis', alsoJa: '小児重症筋無力症|若年性重症筋無力症', scheme: 'paediatric',
    define: { en: `${mg.en} Onset in childhood; specific paediatric chronic disease.`,
      ja: `${mg.ja}小児期に発症する小児慢性特定疾病。` } }],
  ['neuro', 'G12.2', 'amyotrophic lateral sclerosis', '筋萎縮性側索硬化症', 'きんいしゅくせいそくさくこうかしょう', {
    also: 'ALS|Lou Gehrig disease', orpha: 803, scheme: 'intractable', genes: 'SOD1|TARDBP|FUS|C9orf72' }],
  ['neuro', 'G30', 'Alzheimer disease', 'アルツハイマー病', 'あるつはいまーびょう', {
    also: "Alzheimer's disease|AD", alsoJa: 'アルツハイマー型認知症', genes: 'PSEN1|APP|PSEN2' }],
  ['neuro', 'G10', 'Huntington disease', 'ハンチントン病', 'はんちんとんびょう', {
    also: "Huntington's disease|HD", orpha: 399, scheme: 'intractable', genes: 'HTT' }],
  ['neuro', 'G35', 'multiple sclerosis', '多発性硬化症', 'たはつせいこうかしょう', { also: 'MS', scheme: 'intractable' }],
  ['neuro', 'G36.0', 'neuromyelitis optica', '視神経脊髄炎', 'ししんけいせきずいえん', {
    also: 'NMO', scheme: 'intractable' }],
  ['neuro', 'G23.2', 'multiple system atrophy', '多系統萎縮症', 'たけいとういしゅくしょう', {
    also: 'MSA', orpha: 102, scheme: 'intractable', genes: 'COQ2' }],
  ['neuro', 'G23.1', 'progressive supranuclear palsy', '進行性核上性麻痺', 'しんこうせいかくじょうせいまひ', {
    also: 'PSP', orpha: 683, scheme: 'intractable', genes: 'MAPT' }],
  ['neuro', 'G11.9', 'spinocerebellar degeneration', '脊髄小脳変性症', 'せきずいしょうのうへんせいしょう', {
    also: 'SCD|spinocerebellar ataxia', scheme: 'intractable', genes: 'ATXN3|CACNA1A' }],
  ['neuro', 'G12.0', 'spinal muscular atrophy', '脊髄性筋萎縮症', 'せきずいせいきんいしゅくしょう', {
    also: 'SMA', orpha: 70, scheme: 'intractable', genes: 'SMN1' }],
  ['neuro', 'G12.2', 'spinal and bulbar muscular atrophy', '球脊髄性筋萎縮症', 'きゅうせきずいせいきんいしゅくしょう', {
    also: 'SBMA|Kennedy disease', orpha: 481, scheme: 'intractable', genes: 'AR' }],
  ['neuro', 'G71.0', 'Duchenne muscular dystrophy', 'デュシェンヌ型筋ジストロフィー', 'でゅしぇんぬがたきんじすとろふぃー', {
    also: 'DMD', orpha: 98896, scheme: 'intractable', genes: 'DMD' }],
  ['neuro', 'G71.1', 'myotonic dystrophy', '筋強直性ジストロフィー', 'きんきょうちょくせいじすとろふぃー', {
    also: 'DM1', alsoJa: '筋緊張性ジストロフィー', scheme: 'intractable', genes: 'DMPK' }],
  ['neuro', 'G60.0', 'Charcot-Marie-Tooth disease', 'シャルコー・マリー・トゥース病', 'しゃるこーまりーとぅーすびょう', {
    also: 'CMT', orpha: 166, scheme: 'intractable', genes: 'PMP22|MFN2' }],
  ['neuro', 'G61.8', 'chronic inflammatory demyelinating polyneuropathy', '慢性炎症性脱髄性多発神経炎',
    'まんせいえんしょうせいだつずいせいたはつしんけいえん', { also: 'CIDP', scheme: 'intractable' }],
  ['neuro', 'G61.0', 'Guillain-Barré syndrome', 'ギラン・バレー症候群', 'ぎらんばれーしょうこうぐん', { also: 'GBS' }],
  ['neuro', 'G40', 'epilepsy', 'てんかん', 'てんかん', { alsoJa: '癲癇', genes: 'KCNQ2|CDKL5' }],
  ['neuro', 'G40.4', 'Dravet syndrome', 'ドラベ症候群', 'どらべしょうこうぐん', {
    alsoJa: '乳児重症ミオクロニーてんかん', orpha: 33069, scheme: 'intractable', genes: 'SCN1A' }],
  ['neuro', 'G43', 'migraine', '片頭痛', 'へんずつう', { alsoJa: '偏頭痛' }],
  ['neuro', 'G47.4', 'narcolepsy', 'ナルコレプシー', 'なるこれぷしー'],
  ['neuro', 'G31.8', 'dementia with Lewy bodies', 'レビー小体型認知症', 'れびーしょうたいがたにんちしょう', {
    also: 'DLB', alsoJa: 'レヴィ小体型認知症' }],
  ['neuro', 'G31.0', 'frontotemporal lobar degeneration', '前頭側頭葉変性症', 'ぜんとうそくとうようへんせいしょう', {
    also: 'FTLD|frontotemporal dementia', scheme: 'intractable', genes: 'GRN|MAPT' }],
  ['neuro', 'F84.2', 'Rett syndrome', 'レット症候群', 'れっとしょうこうぐん', {
    orpha: 778, scheme: 'intractable', genes: 'MECP2' }],
  ['neuro', 'A81.0', 'Creutzfeldt-Jakob disease', 'クロイツフェルト・ヤコブ病', 'くろいつふぇるとやこぶびょう', {
    also: 'CJD', alsoJa: 'プリオン病' }],
  ['mind', 'F20', 'schizophrenia', '統合失調症', 'とうごうしっちょうしょう', { genes: '22q11' }],
  ['mind', 'F31', 'bipolar disorder', '双極症', 'そうきょくしょう', { also: 'bipolar affective disorder', alsoJa: '双極性障害' }],
  ['mind', 'F32', 'depressive disorder', 'うつ病', 'うつびょう', { also: 'depression', alsoJa: '鬱病' }],
  ['mind', 'F84.0', 'autism spectrum disorder', '自閉スペクトラム症', 'じへいすぺくとらむしょう', {
    also: 'ASD', alsoJa: '自閉症スペクトラム障害', genes: 'SHANK3' }],
  ['mind', 'F90', 'attention deficit hyperactivity disorder', '注意欠如多動症', 'ちゅういけつじょたどうしょう', {
    also: 'ADHD', alsoJa: '注意欠陥・多動性障害' }],
  ['tumour', 'C34', 'lung cancer', '肺がん', 'はいがん', { also: 'lung carcinoma', alsoJa: '肺癌' }],
  ['tumour', 'C16', 'gastric cancer', '胃がん', 'いがん', { also: 'stomach cancer', alsoJa: '胃癌' }],
  ['tumour', 'C18', 'colorectal cancer', '大腸がん', 'だいちょうがん', { also: 'colon cancer', alsoJa: '大腸癌|結腸がん' }],
  ['tumour', 'C22.0', 'hepatocellular carcinoma', '肝細胞がん', 'かんさいぼうがん', { also: 'HCC|liver cancer',
    alsoJa: '肝癌|肝臓がん' }],
  ['tumour', 'C25', 'pancreatic cancer', '膵がん', 'すいがん', { also: 'pancreatic carcinoma', alsoJa: '膵癌|膵臓がん' }],
  ['tumour', 'C50', 'breast cancer', '乳がん', 'にゅうがん', { also: 'breast carcinoma', alsoJa: '乳癌', genes: 'BRCA1' }],
  ['tumour', 'C61', 'prostate cancer', '前立腺がん', 'ぜんりつせんがん', { alsoJa: '前立腺癌' }],
  ['tumour', 'C53', 'cervical cancer', '子宮頸がん', 'しきゅうけいがん', { alsoJa: '子宮頸癌' }],
  ['tumour', 'C56', 'ovarian cancer', '卵巣がん', 'らんそうがん', { alsoJa: '卵巣癌' }],
  ['tumour', 'C67', 'bladder cancer', '膀胱がん', 'ぼうこうがん', { alsoJa: '膀胱癌' }],
  ['tumour', 'C64', 'renal cell carcinoma', '腎細胞がん', 'じんさいぼうがん', { also: 'kidney cancer', alsoJa: '腎癌' }],
  ['tumour', 'C15', 'oesophageal cancer', '食道がん', 'しょくどうがん', { also: 'esophageal cancer', alsoJa: '食道癌' }],
  ['tumour', 'C73', 'thyroid cancer', '甲状腺がん', 'こうじょうせんがん', { alsoJa: '甲状腺癌' }],
  ['tumour', 'C71', 'glioma', '神経膠腫', 'しんけいこうしゅ', { also: 'malignant glioma', alsoJa: 'グリオーマ' }],
  ['tumour', 'C74', 'neuroblastoma', '神経芽腫', 'しんけいがしゅ', { scheme: 'paediatric' }],
  ['tumour', 'C69.2', 'retinoblastoma', '網膜芽細胞腫', 'もうまくがさいぼうしゅ', { scheme: 'paediatric', genes: 'RB1' }],
  ['tumour', 'C43', 'malignant melanoma', '悪性黒色腫', 'あくせいこくしょくしゅ', { alsoJa: 'メラノーマ' }],
  ['tumour', 'C45', 'mesothelioma', '中皮腫', 'ちゅうひしゅ'],
  ['tumour', 'C40', 'osteosarcoma', '骨肉腫', 'こつにくしゅ'],
  ['tumour', 'C91.0', 'acute lymphoblastic leukaemia', '急性リンパ性白血病', 'きゅうせいりんぱせいはっけつびょう', {
    also: 'acute lymphoblastic leukemia|ALL', alsoJa: '急性リンパ芽球性白血病' }],
  ['tumour', 'C92.0', 'acute myeloid leukaemia', '急性骨髄性白血病', 'きゅうせいこつずいせいはっけつびょう', {
    also: 'acute myeloid leukemia|AML' }],
  ['tumour', 'C92.1', 'chronic myeloid leukaemia', '慢性骨髄性白血病', 'まんせいこつずいせいはっけつびょう', {
    also: 'chronic myeloid leukemia|CML' }],
  ['tumour', 'C90.0', 'multiple myeloma', '多発性骨髄腫', 'たはつせいこつずいしゅ'],
  ['tumour', 'C83.3', 'diffuse large B-cell lymphoma', 'びまん性大細胞型B細胞リンパ腫',
    'びまんせいだいさいぼうがたびーさいぼうりんぱしゅ', { also: 'DLBCL' }],
  ['tumour', 'C91.5', 'adult T-cell leukaemia/lymphoma', '成人T細胞白血病リンパ腫', 'せいじんてぃーさいぼうはっけつびょうりんぱしゅ', {
    also: 'ATL|adult T-cell leukemia' }],
  ['tumour', 'D46', 'myelodysplastic syndrome', '骨髄異形成症候群', 'こつずいいけいせいしょうこうぐん', { also: 'MDS' }],
  ['metabolic', 'E10', 'type 1 diabetes mellitus', '1型糖尿病', 'いちがたとうにょうびょう', {
    also: 'type 1 diabetes|T1D', alsoJa: 'インスリン依存型糖尿病' }],
  ['metabolic', 'E11', 'type 2 diabetes mellitus', '2型糖尿病', 'にがたとうにょうびょう', {
    also: 'type 2 diabetes|T2D', alsoJa: 'インスリン非依存型糖尿病' }],
  ['metabolic', 'E66', 'obesity', '肥満症', 'ひまんしょう'],
  ['metabolic', 'E78.0', 'familial hypercholesterolaemia', '家族性高コレステロール血症', 'かぞくせいこうこれすてろーるけっしょう', {
    also: 'familial hypercholesterolemia|FH', genes: 'LDLR' }],
  ['metabolic', 'E75.2', 'Fabry disease', 'ファブリー病', 'ふぁぶりーびょう', {
    orpha: 324, scheme: 'intractable', genes: 'GLA' }],
  ['metabolic', 'E75.2', 'Gaucher disease', 'ゴーシェ病', 'ごーしぇびょう', {
    orpha: 355, scheme: 'intractable', genes: 'GBA1' }],
  ['metabolic', 'E74.0', 'Pompe disease', 'ポンペ病', 'ぽんぺびょう', {
    orpha: 365, also: 'glycogen storage disease type II', alsoJa: '糖原病II型', scheme: 'intractable', genes: 'GAA' }],
  ['metabolic', 'E83.0', 'Wilson disease', 'ウィルソン病', 'うぃるそんびょう', {
    orpha: 905, scheme: 'intractable', genes: 'ATP7B' }],
  ['metabolic', 'E70.0', 'phenylketonuria', 'フェニルケトン尿症', 'ふぇにるけとんにょうしょう', {
    also: 'PKU', orpha: 716, scheme: 'paediatric', genes: 'PAH' }],
  ['metabolic', 'E76.1', 'mucopolysaccharidosis type II', 'ムコ多糖症II型', 'むこたとうしょうにがた', {
    also: 'Hunter syndrome', alsoJa: 'ハンター症候群', orpha: 580, scheme: 'intractable', genes: 'IDS' }],
  ['metabolic', 'E71.3', 'adrenoleukodystrophy', '副腎白質ジストロフィー', 'ふくじんはくしつじすとろふぃー', {
    also: 'ALD', orpha: 43, scheme: 'intractable', genes: 'ABCD1' }],
  ['metabolic', 'E85', 'systemic amyloidosis', '全身性アミロイドーシス', 'ぜんしんせいあみろいどーしす', { scheme: 'intractable', genes: 'TTR' }],
  ['metabolic', 'E84', 'cystic fibrosis', '嚢胞性線維症', 'のうほうせいせんいしょう', {
    orpha: 586, scheme: 'intractable', genes: 'CFTR' }],
  ['metabolic', 'E05.0', 'Graves disease', 'バセドウ病', 'ばせどうびょう', { also: "Graves' disease|Basedow disease" }],
  ['metabolic', 'E06.3', 'Hashimoto thyroiditis', '橋本病', 'はしもとびょう', {
    also: 'autoimmune thyroiditis|chronic thyroiditis', alsoJa: '慢性甲状腺炎' }],
  ['metabolic', 'E79.0', 'hyperuricaemia', '高尿酸血症', 'こうにょうさんけっしょう', { also: 'hyperuricemia' }],
  ['metabolic', 'E34.8', 'Werner syndrome', 'ウェルナー症候群', 'うぇるなーしょうこうぐん', {
    orpha: 902, scheme: 'intractable', genes: 'WRN' }],
  ['heart', 'I21', 'acute myocardial infarction', '急性心筋梗塞', 'きゅうせいしんきんこうそく', { also: 'AMI|heart attack' }],
  ['heart', 'I25', 'chronic ischaemic heart disease', '慢性虚血性心疾患', 'まんせいきょけつせいしんしっかん', {
    also: 'chronic ischemic heart disease' }],
  ['heart', 'I10', 'essential hypertension', '本態性高血圧症', 'ほんたいせいこうけつあつしょう', {
    also: 'hypertension', alsoJa: '高血圧' }],
  ['heart', 'I48', 'atrial fibrillation', '心房細動', 'しんぼうさいどう', { also: 'AF' }],
  ['heart', 'I50', 'heart failure', '心不全', 'しんふぜん'],
  ['heart', 'I42.0', 'dilated cardiomyopathy', '拡張型心筋症', 'かくちょうがたしんきんしょう', {
    also: 'DCM', scheme: 'intractable', genes: 'LMNA|TTN' }],
  ['heart', 'I42.2', 'hypertrophic cardiomyopathy', '肥大型心筋症', 'ひだいがたしんきんしょう', {
    also: 'HCM', scheme: 'intractable', genes: 'MYH7|MYBPC3' }],
  ['heart', 'I45.8', 'long QT syndrome', 'QT延長症候群', 'きゅーてぃーえんちょうしょうこうぐん', {
    also: 'LQTS', alsoJa: '先天性QT延長症候群', genes: 'KCNQ1|KCNH2' }],
  ['heart', 'I27.0', 'pulmonary arterial hypertension', '肺動脈性肺高血圧症', 'はいどうみゃくせいはいこうけつあつしょう', {
    also: 'PAH', scheme: 'intractable', genes: 'BMPR2' }],
  ['heart', 'I63', 'cerebral infarction', '脳梗塞', 'のうこうそく', { also: 'ischaemic stroke|ischemic stroke' }],
  ['heart', 'I60', 'subarachnoid haemorrhage', 'くも膜下出血', 'くもまくかしゅっけつ', { also: 'subarachnoid hemorrhage' }],
  ['heart', 'I67.5', 'moyamoya disease', 'もやもや病', 'もやもやびょう', {
    orpha: 2573, alsoJa: 'ウィリス動脈輪閉塞症', scheme: 'intractable', genes: 'RNF213' }],
  ['heart', 'I71', 'aortic aneurysm', '大動脈瘤', 'だいどうみゃくりゅう'],
  ['heart', 'M30.3', 'Kawasaki disease', '川崎病', 'かわさきびょう', { also: 'mucocutaneous lymph node syndrome' }],
  ['heart', 'I73.1', 'thromboangiitis obliterans', 'バージャー病', 'ばーじゃーびょう', {
    also: 'Buerger disease', alsoJa: '閉塞性血栓血管炎', scheme: 'intractable' }],
  ['lung', 'J45', 'asthma', '気管支喘息', 'きかんしぜんそく', { also: 'bronchial asthma', alsoJa: '喘息' }],
  ['lung', 'J44', 'chronic obstructive pulmonary disease', '慢性閉塞性肺疾患', 'まんせいへいそくせいはいしっかん', {
    also: 'COPD' }],
  ['lung', 'J84.1', 'idiopathic pulmonary fibrosis', '特発性肺線維症', 'とくはつせいはいせんいしょう', {
    also: 'IPF', scheme: 'intractable', genes: 'SFTPC' }],
  ['lung', 'J84.0', 'pulmonary alveolar proteinosis', '肺胞蛋白症', 'はいほうたんぱくしょう', {
    scheme: 'intractable', genes: 'CSF2RA' }],
  ['lung', 'D86', 'sarcoidosis', 'サルコイドーシス', 'さるこいどーしす', { orpha: 797, scheme: 'intractable' }],
  ['lung', 'J30', 'allergic rhinitis', 'アレルギー性鼻炎', 'あれるぎーせいびえん', { alsoJa: '花粉症' }],
  ['gut', 'K50', 'Crohn disease', 'クローン病', 'くろーんびょう', { also: "Crohn's disease", scheme: 'intractable' }],
  ['gut', 'K51', 'ulcerative colitis', '潰瘍性大腸炎', 'かいようせいだいちょうえん', { also: 'UC', scheme: 'intractable' }],
  ['gut', 'K74.3', 'primary biliary cholangitis', '原発性胆汁性胆管炎', 'げんぱつせいたんじゅうせいたんかんえん', {
    also: 'PBC|primary biliary cirrhosis', alsoJa: '原発性胆汁性肝硬変', scheme: 'intractable' }],
  ['gut', 'K75.4', 'autoimmune hepatitis', '自己免疫性肝炎', 'じこめんえきせいかんえん', { also: 'AIH', scheme: 'intractable' }],
  ['gut', 'K76.0', 'metabolic dysfunction-associated steatotic liver disease', '代謝機能障害関連脂肪性肝疾患',
    'たいしゃきのうしょうがいかんれんしぼうせいかんしっかん', { also: 'MASLD|NAFLD|fatty liver', alsoJa: '脂肪肝' }],
  ['gut', 'K74.6', 'liver cirrhosis', '肝硬変', 'かんこうへん'],
  ['gut', 'Q43.1', 'Hirschsprung disease', 'ヒルシュスプルング病', 'ひるしゅすぷるんぐびょう', {
    scheme: 'paediatric', genes: 'RET' }],
  ['gut', 'Q44.2', 'biliary atresia', '胆道閉鎖症', 'たんどうへいさしょう', { scheme: 'paediatric' }],
  ['gut', 'K86.1', 'chronic pancreatitis', '慢性膵炎', 'まんせいすいえん'],
  ['skin', 'L20', 'atopic dermatitis', 'アトピー性皮膚炎', 'あとぴーせいひふえん', { also: 'atopic eczema' }],
  ['skin', 'L40', 'psoriasis', '乾癬', 'かんせん', { alsoJa: '尋常性乾癬' }],
  ['skin', 'L10', 'pemphigus', '天疱瘡', 'てんぽうそう', { scheme: 'intractable' }],
  ['skin', 'L63', 'alopecia areata', '円形脱毛症', 'えんけいだつもうしょう'],
  ['skin', 'Q81', 'epidermolysis bullosa', '表皮水疱症', 'ひょうひすいほうしょう', {
    scheme: 'intractable', genes: 'COL7A1|KRT14' }],
  ['skin', 'Q82.1', 'xeroderma pigmentosum', '色素性乾皮症', 'しきそせいかんぴしょう', {
    orpha: 910, scheme: 'intractable', genes: 'XPA' }],
  ['joint', 'M05', 'rheumatoid arthritis', '関節リウマチ', 'かんせつりうまち', { also: 'RA' }],
  ['joint', 'M32', 'systemic lupus erythematosus', '全身性エリテマトーデス', 'ぜんしんせいえりてまとーです', {
    also: 'SLE', orpha: 536, scheme: 'intractable' }],
  ['joint', 'M34', 'systemic sclerosis', '全身性強皮症', 'ぜんしんせいきょうひしょう', {
    also: 'scleroderma', scheme: 'intractable' }],
  ['joint', 'M35.0', 'Sjögren syndrome', 'シェーグレン症候群', 'しぇーぐれんしょうこうぐん', {
    also: 'Sjogren syndrome', scheme: 'intractable' }],
  ['joint', 'M35.2', 'Behçet disease', 'ベーチェット病', 'べーちぇっとびょう', {
    also: 'Behcet disease', orpha: 117, scheme: 'intractable' }],
  ['joint', 'M31.4', 'Takayasu arteritis', '高安動脈炎', 'たかやすどうみゃくえん', {
    orpha: 3287, alsoJa: '大動脈炎症候群|高安病', scheme: 'intractable' }],
  ['joint', 'M33', 'dermatomyositis', '皮膚筋炎', 'ひふきんえん', { also: 'polymyositis', scheme: 'intractable' }],
  ['joint', 'M45', 'ankylosing spondylitis', '強直性脊椎炎', 'きょうちょくせいせきついえん', { scheme: 'intractable' }],
  ['joint', 'M17', 'osteoarthritis of the knee', '変形性膝関節症', 'へんけいせいしつかんせつしょう', {
    also: 'gonarthrosis' }],
  ['joint', 'M81', 'osteoporosis', '骨粗鬆症', 'こつそしょうしょう', { alsoJa: '骨粗しょう症' }],
  ['joint', 'M61.1', 'fibrodysplasia ossificans progressiva', '進行性骨化性線維異形成症',
    'しんこうせいこっかせいせんいいけいせいしょう', { also: 'FOP', orpha: 337, scheme: 'intractable', genes: 'ACVR1' }],
  ['joint', 'M08', 'juvenile idiopathic arthritis', '若年性特発性関節炎', 'じゃくねんせいとくはつせいかんせつえん', {
    also: 'JIA', scheme: 'intractable' }],
  ['joint', 'M48.8', 'ossification of the posterior longitudinal ligament', '後縦靱帯骨化症', 'こうじゅうじんたいこっかしょう', {
    also: 'OPLL', scheme: 'intractable' }],
  ['kidney', 'N02.8', 'IgA nephropathy', 'IgA腎症', 'あいじーえーじんしょう', { scheme: 'intractable' }],
  ['kidney', 'N18', 'chronic kidney disease', '慢性腎臓病', 'まんせいじんぞうびょう', { also: 'CKD' }],
  ['kidney', 'N04', 'nephrotic syndrome', 'ネフローゼ症候群', 'ねふろーぜしょうこうぐん', { scheme: 'paediatric' }],
  ['kidney', 'Q61.2', 'autosomal dominant polycystic kidney disease', '多発性嚢胞腎', 'たはつせいのうほうじん', {
    also: 'ADPKD', alsoJa: '常染色体顕性多発性嚢胞腎', scheme: 'intractable', genes: 'PKD1|PKD2' }],
  ['kidney', 'Q87.8', 'Alport syndrome', 'アルポート症候群', 'あるぽーとしょうこうぐん', {
    orpha: 63, scheme: 'intractable', genes: 'COL4A5' }],
  ['kidney', 'N80', 'endometriosis', '子宮内膜症', 'しきゅうないまくしょう'],
  ['blood', 'D61.9', 'aplastic anaemia', '再生不良性貧血', 'さいせいふりょうせいひんけつ', {
    also: 'aplastic anemia', scheme: 'intractable' }],
  ['blood', 'D69.3', 'immune thrombocytopenia', '免疫性血小板減少症', 'めんえきせいけっしょうばんげんしょうしょう', {
    also: 'ITP|idiopathic thrombocytopenic purpura', alsoJa: '特発性血小板減少性紫斑病', scheme: 'intractable' }],
  ['blood', 'D66', 'haemophilia A', '血友病A', 'けつゆうびょうえー', { also: 'hemophilia A', scheme: 'paediatric', genes: 'F8' }],
  ['blood', 'D81.9', 'severe combined immunodeficiency', '重症複合免疫不全症', 'じゅうしょうふくごうめんえきふぜんしょう', {
    also: 'SCID', scheme: 'paediatric', genes: 'IL2RG' }],
  ['blood', 'D71', 'chronic granulomatous disease', '慢性肉芽腫症', 'まんせいにくげしゅしょう', {
    also: 'CGD', orpha: 379, scheme: 'paediatric', genes: 'CYBB' }],
  ['blood', 'D61.0', 'Fanconi anaemia', 'ファンコニ貧血', 'ふぁんこにひんけつ', {
    also: 'Fanconi anemia', orpha: 84, scheme: 'intractable', genes: 'FANCA' }],
  ['blood', 'D59.5', 'paroxysmal nocturnal haemoglobinuria', '発作性夜間ヘモグロビン尿症',
    'ほっさせいやかんへもぐろびんにょうしょう', { also: 'PNH', scheme: 'intractable' }],
  ['eye', 'H35.5', 'retinitis pigmentosa', '網膜色素変性症', 'もうまくしきそへんせいしょう', {
    also: 'RP', orpha: 791, scheme: 'intractable', genes: 'RHO|EYS' }],
  ['eye', 'H35.3', 'age-related macular degeneration', '加齢黄斑変性', 'かれいおうはんへんせい', { also: 'AMD' }],
  ['eye', 'H40', 'glaucoma', '緑内障', 'りょくないしょう'],
  ['eye', 'H26', 'cataract', '白内障', 'はくないしょう'],
  ['eye', 'H90.3', 'sensorineural hearing loss', '感音難聴', 'かんおんなんちょう', { genes: 'GJB2' }],
  ['eye', 'H81.0', 'Ménière disease', 'メニエール病', 'めにえーるびょう', { also: 'Meniere disease' }],
  ['birth', 'Q90', 'Down syndrome', 'ダウン症候群', 'だうんしょうこうぐん', {
    also: 'trisomy 21', alsoJa: '21トリソミー', scheme: 'paediatric', genes: 'T21' }],
  ['birth', 'Q87.4', 'Marfan syndrome', 'マルファン症候群', 'まるふぁんしょうこうぐん', {
    orpha: 558, scheme: 'intractable', genes: 'FBN1' }],
  ['birth', 'Q85.0', 'neurofibromatosis type 1', '神経線維腫症1型', 'しんけいせんいしゅしょういちがた', {
    also: 'NF1|von Recklinghausen disease', alsoJa: 'レックリングハウゼン病', orpha: 636, scheme: 'intractable', genes: 'NF1' }],
  ['birth', 'Q85.1', 'tuberous sclerosis complex', '結節性硬化症', 'けっせつせいこうかしょう', {
    also: 'TSC', orpha: 805, scheme: 'intractable', genes: 'TSC2' }],
  ['birth', 'Q77.4', 'achondroplasia', '軟骨無形成症', 'なんこつむけいせいしょう', { orpha: 15, scheme: 'intractable', genes: 'FGFR3' }],
  ['birth', 'Q78.0', 'osteogenesis imperfecta', '骨形成不全症', 'こつけいせいふぜんしょう', {
    orpha: 666, scheme: 'intractable', genes: 'COL1A1' }],
  ['birth', 'Q21.3', 'tetralogy of Fallot', 'ファロー四徴症', 'ふぁろーしちょうしょう', { scheme: 'intractable' }],
  ['infection', 'B18.1', 'chronic hepatitis B', 'B型慢性肝炎', 'びーがたまんせいかんえん', { also: 'chronic viral hepatitis B' }],
  ['infection', 'B18.2', 'chronic hepatitis C', 'C型慢性肝炎', 'しーがたまんせいかんえん', { also: 'chronic viral hepatitis C' }],
  ['infection', 'U07.1', 'COVID-19', '新型コロナウイルス感染症', 'しんがたころなういるすかんせんしょう', {
    also: 'coronavirus disease 2019', alsoJa: 'COVID-19' }],
  ['infection', 'A15', 'respiratory tuberculosis', '呼吸器結核', 'こきゅうきけっかく', { alsoJa: '肺結核' }],
  ['infection', 'B20', 'HIV infection', 'HIV感染症', 'えいちあいぶいかんせんしょう', { also: 'HIV disease' }],
  ['infection', 'A41', 'sepsis', '敗血症', 'はいけつしょう'],
  ['pregnancy', 'O14', 'pre-eclampsia', '妊娠高血圧腎症', 'にんしんこうけつあつじんしょう', { also: 'preeclampsia' }],
  ['pregnancy', 'O24.4', 'gestational diabetes', '妊娠糖尿病', 'にんしんとうにょうびょう', {
    also: 'gestational diabetes mellitus' }],
  ['pregnancy', 'P07.3', 'preterm birth', '早産', 'そうざん', { alsoJa: '早産児' }],
]

const isGroup = (text: string): text is Group => Object.hasOwn(groups, text)

export const diseases: readonly (Disease & { id: string })[] = rows.map(([group, icd10, en, ja, kana, more], index) => {
  if (!isGroup(group)) throw new Error(`no group ${group}`)
  return { id: `DEMO:${String(index + 1).padStart(4, '0')}`, group, ...(icd10 && { icd10 }), en, ja, kana, ...more }
})
