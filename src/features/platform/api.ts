/** Not in a backup: whoever is signed in signs in again on a restored installation. */
export const transient: readonly string[] = ['people.session']
