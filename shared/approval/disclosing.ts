import { z } from 'zod'
import { instantSchema, textSchema } from '../contract/schema.ts'
import { utf8 } from '../package/bytes.ts'
import type { DisclosedApproval } from '../package/compose.ts'
import { requireKey } from '../package/issued-keys.ts'
import type { Repositories } from '../ports/repositories.ts'
import { approvalStatementSchema, type StoredApproval } from './approval.ts'

const key = 'approval/leaves'

/** Whether the second signature of a final report leaves inside its file; with who decided it and why. */
export const disclosingSchema = z.strictObject({ leaves: z.boolean(), reason: textSchema(600, 1), at: instantSchema, actor: z.string() })
/** See `disclosingSchema`. */
export type Disclosing = z.output<typeof disclosingSchema>

/** What the site decided, or `null`: then approvals stay in the record. */
export function disclosing(repositories: Pick<Repositories, 'settings'>): Disclosing | null {
  const text = repositories.settings.get(key)
  return text === null ? null : disclosingSchema.parse(JSON.parse(text))
}

/** Keeps what the site decided. */
export function chooseDisclosing(repositories: Pick<Repositories, 'settings'>, choice: Disclosing): void {
  repositories.settings.set(key, JSON.stringify(choice))
}

/** An approval as it leaves in a report file (docs/package-format.md 6.4): exactly what was signed. It names the person by code and id. */
export function asDisclosed(repositories: Repositories, approval: StoredApproval): DisclosedApproval {
  const { approver } = approvalStatementSchema.parse(JSON.parse(approval.text))
  return { principal: requireKey(repositories, 'person', approver).principal, statement: utf8(approval.text), signature: approval.signature }
}
