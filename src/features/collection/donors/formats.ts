import type { Format } from '../../../kernel/intake.ts'
import type { DonorRecord } from '../donor-record.ts'
import type { DonorPorts } from '../formats/donors/checker.ts'
import { beaconFormat } from '../formats/donors/beacon.ts'
import { donorsFormat } from '../formats/donors/donors.ts'

/** Formats that donors come in, with what they ask of their surroundings. */
const made: Readonly<Record<string, (ports: DonorPorts) => Format<DonorRecord>>> = {
  donors: donorsFormat,
  beacon: beaconFormat,
}
export const donorFormatNames: readonly string[] = Object.keys(made)

export function formatNamed(name: string, ports: DonorPorts): Format<DonorRecord> {
  const make = made[name]
  if (!make) throw new Error(`no format of donors is called ${name}`)
  return make(ports)
}
