/**
 * The donors of one holder as typed arrays, loaded from its segments. Donors are numbers from 0 in the order of their
 * identifiers, which stay in the segments. Months are year * 12 + month - 1, days are days since 1970; unknown is -1.
 * Withdrawn donors are not in it.
 */
export interface DonorTable {
  readonly donors: number
  readonly sexes: readonly string[]
  readonly sex: Int16Array
  readonly born: Int16Array
  readonly died: Int16Array
  readonly diedReported: Int32Array
  readonly ethnicities: readonly string[]
  readonly ethnicity: Int16Array
  /** numbers from `donors` on are people who are named as a parent and are no (countable) donor */
  readonly father: Int32Array
  readonly mother: Int32Array
  readonly reported: Int32Array
  readonly diagnoses: Posted & { readonly onset: Int16Array; readonly onsetAge: Int16Array }
  /** keys are `code unit` */
  readonly measurements: Posted & { readonly value: Float64Array; readonly when: Int16Array; readonly age: Int16Array }
  /** by material; unknown material is '' */
  readonly specimens: Posted & {
    readonly storages: readonly string[]
    readonly storage: Int16Array
    readonly sampled: Int16Array
    readonly sampledAge: Int16Array
    /** day from which a newer state of the same specimen is known; 2^31 - 1 for the newest */
    readonly replaced: Int32Array
  }
  /** what is left of a specimen (`of`: its number), by unit */
  readonly amounts: {
    readonly keys: readonly string[]
    readonly start: Int32Array
    readonly of: Int32Array
    readonly amount: Float64Array
  }
  readonly data: Posted & { readonly produced: Int16Array }
  /** by scope; a consent of two scopes stands under both. Withdrawn consents are not in it. */
  readonly consents: Posted & { readonly from: Int32Array; readonly until: Int32Array }
  /** donors of whom some consent, also an ended or withdrawn one, is recorded: of the others nothing is known */
  readonly consentKnown: Uint8Array
}

/** Rows by key: those of keys[i] are start[i] to start[i + 1]. */
export interface Posted {
  readonly keys: readonly string[]
  readonly start: Int32Array
  readonly donor: Int32Array
  readonly reported: Int32Array
}

export const never = 2 ** 31 - 1
