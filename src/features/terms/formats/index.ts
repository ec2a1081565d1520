import type { Intake } from '../../../kernel/intake-target.ts'
import type { Format } from '../../../kernel/intake.ts'
import type { TermRecord } from '../record.ts'
import { diseaseTypes } from './disease-types.ts'
import { duo } from './duo.ts'
import { hpoJa } from './hpo-ja.ts'
import { mondo } from './mondo.ts'
import { nando } from './nando.ts'
import { termsCsv, termTemplateCsv } from './terms-csv.ts'

export const formats: readonly { format: Format<TermRecord>; templates?: Intake['templates'] }[] = [
  { format: nando },
  { format: hpoJa },
  { format: duo },
  { format: diseaseTypes },
  { format: mondo },
  { format: termsCsv, templates: { term: termTemplateCsv } },
]
