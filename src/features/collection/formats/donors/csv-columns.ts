import type { Column } from '../../../../kernel/cells.ts'

const column = <C extends string>(name: C, example: string, en: string, ja: string): Column<C> => ({
  name,
  example,
  about: { en, ja },
})
const needed = <C extends string>(name: C, example: string, en: string, ja: string): Column<C> => ({
  ...column(name, example, en, ja),
  required: true,
})
const reported = column(
  'reported',
  '2024-04-10',
  'day on which you came to know it (YYYY-MM-DD)',
  '貴機関が把握した日（YYYY-MM-DD）',
)
const donor = needed('donor', 'D0002', 'id of the donor', '提供者の id')

/** Templates of a folder of CSV files, joined by the identifier of the donor. Several values are separated by `|`. */
export const donorColumns = [
  needed(
    'id',
    'D0002',
    'pseudonym of the donor; no name, no number of a patient record',
    '提供者の仮名識別子（氏名や診療録番号は不可）',
  ),
  column(
    'sex',
    'FEMALE',
    'FEMALE, MALE or UNDIFFERENTIAL; empty when not known',
    'FEMALE・MALE・UNDIFFERENTIAL。不明なら空欄',
  ),
  column('born', '1975-07', 'year and month of birth; the day is refused', '出生年月。日まで書くと受け付けません'),
  column('died', '', 'year and month of death', '死亡年月'),
  column('ethnicity', 'NCIT:C41260', 'code of the ethnic group', '民族集団のコード'),
  column('father', '', 'id of the father, when he is a donor too', '父も提供者である場合、その id'),
  column('mother', '', 'id of the mother, when she is a donor too', '母も提供者である場合、その id'),
  column('consent_scope', 'DUO:0000042|DUO:0000021', 'DUO codes of the consent', '同意範囲の DUO コード'),
  column('consent_from', '2024-04-01', 'first day of the consent', '同意日'),
  column(
    'consent_until',
    '',
    'last day of the consent; empty when no end was agreed',
    '同意の終了日。定めがなければ空欄',
  ),
  column('consent_withdrawn', '', 'day of withdrawal', '撤回日'),
  reported,
] as const
export const diagnosisColumns = [
  donor,
  needed(
    'code',
    'ICD10:G20',
    'disease: ICD10, ORPHA, NANDO, MONDO or HP',
    '疾患コード（ICD10・ORPHA・NANDO・MONDO・HP）',
  ),
  column('onset', '2019-02', 'year and month of onset', '発症年月'),
  column('onset_age', '', 'age at onset, in completed years', '発症時の満年齢'),
  reported,
] as const
export const measurementColumns = [
  donor,
  needed('code', 'LOINC:4548-4', 'what was measured: LOINC or JLAC10', '測定項目（LOINC・JLAC10）'),
  needed('value', '5.6', 'number, with a decimal point', '数値（小数点は .）'),
  needed('unit', '%', 'unit in UCUM: mL, mg/dL, mm[Hg]', 'UCUM の単位（mL、mg/dL、mm[Hg] など）'),
  column('when', '2024-04', 'year and month of the measurement', '測定年月'),
  column('age', '', 'age at the measurement, in completed years', '測定時の満年齢'),
  reported,
] as const
export const specimenColumns = [
  donor,
  needed(
    'specimen',
    'S0001',
    'id of the specimen; several rows with the same id are its aliquots',
    '検体の id。同じ id の行はその分注',
  ),
  column('material', 'PLASMA', 'code of the list of materials', '試料種別のコード'),
  column('sampled', '2024-04', 'year and month of sampling', '採取年月'),
  column('sampled_age', '', 'age at sampling, in completed years', '採取時の満年齢'),
  column('storage', 'MINUS_60_TO_85', 'RT, PLUS_2_TO_10, MINUS_18_TO_35, MINUS_60_TO_85 or LN', '保存条件のコード'),
  column('aliquot', 'S0001-1', 'id of the aliquot', '分注の id'),
  column('amount', '0.5', 'amount of the aliquot when it was made', '分注時の量'),
  column('remaining', '0.5', 'amount that is left', '残量'),
  column('unit', 'mL', 'unit of both amounts in UCUM', '量の単位（UCUM）'),
  reported,
] as const
export const dataColumns = [
  donor,
  needed(
    'kind',
    'GENOMICS',
    'kind of data: GENOMICS, TRANSCRIPTOMICS, METABOLOMICS, IMAGING_DATA, ...',
    'データの種類（GENOMICS、TRANSCRIPTOMICS、METABOLOMICS、IMAGING_DATA など）',
  ),
  column('specimen', 'S0001', 'id of the specimen it was made from', '元になった検体の id'),
  column('produced', '2024-04', 'year and month in which they were made', '作成年月'),
  column('platform', 'ILLUMINA_NOVASEQ_6000', 'short code of the platform', '測定機器等の短いコード'),
  reported,
] as const

export const donorCsvColumns = {
  donor: donorColumns,
  'donor-diagnoses': diagnosisColumns,
  'donor-measurements': measurementColumns,
  'donor-specimens': specimenColumns,
  'donor-data': dataColumns,
} as const
export type DonorCsv = keyof typeof donorCsvColumns
export type ColumnOf<T extends DonorCsv> = (typeof donorCsvColumns)[T][number]['name']
/** The file of each template in a folder; a file of another name is told by its header. */
export const donorCsvFiles: Readonly<Record<string, DonorCsv>> = {
  donors: 'donor',
  diagnoses: 'donor-diagnoses',
  measurements: 'donor-measurements',
  specimens: 'donor-specimens',
  data: 'donor-data',
}
