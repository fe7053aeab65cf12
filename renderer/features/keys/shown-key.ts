import type { ReplyTo } from '../../api/procedures.ts'

/** One key as the core lists it. */
export type ShownKey = ReplyTo<'keys.list'>['keys'][number]
