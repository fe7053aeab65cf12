import type { ReplyTo } from '../../api/procedures.ts'

/** One account as the list tells it. */
export type Account = ReplyTo<'accounts.list'>['accounts'][number]

/** Stands in the address for an account that is not there yet. */
export const newAccount = 'new'
