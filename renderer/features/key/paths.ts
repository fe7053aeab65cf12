/** Address of the key of the record, as a hash route. */
export const keyPath = '/settings/key'
