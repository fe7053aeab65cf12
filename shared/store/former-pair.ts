/** Procedure of the row that tells that the record under a former key was deleted; nobody in particular does it. */
export const formerRemoved = 'store.removeFormer'
