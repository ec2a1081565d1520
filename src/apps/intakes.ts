import { lineIntakes } from '../features/bank/intake.ts'
import { donorIntakes } from '../features/collection/donor-intake.ts'
import { catalogueIntakes } from '../features/collection/intake.ts'
import { termIntakes } from '../features/terms/intake.ts'
import type { Intake } from '../kernel/intake-target.ts'
import { csvIntake } from './csv-intake.ts'
import { demoIntakes } from './demo/intakes.ts'

/** Everything that can be imported; the importing thread and the server read the same list. */
export const intakes: readonly Intake[] = [
  ...termIntakes,
  ...catalogueIntakes,
  ...donorIntakes,
  ...lineIntakes,
  csvIntake,
  ...demoIntakes,
]

export const intakeNamed = (name: string): Intake | undefined => intakes.find((it) => it.format.name === name)
