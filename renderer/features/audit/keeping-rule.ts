import type { ReplyTo } from '../../api/procedures.ts'

/** One rule of keeping as the core gives it. */
export type KeepingRule = ReplyTo<'retention.get'>['rules'][number]
