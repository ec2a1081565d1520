import type { Intake } from '../kernel/intake-target.ts'
import { termIntakes } from '../features/terms/intake.ts'

/** Everything that can be imported; the importing thread and the server read the same list. */
export const intakes: readonly Intake[] = [...termIntakes]

export const intakeNamed = (name: string): Intake | undefined => intakes.find((it) => it.format.name === name)
