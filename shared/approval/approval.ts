import { z } from 'zod'
import { idSchema, instantSchema, sha256Schema, textSchema } from '../contract/schema.ts'
import { canonicalJson } from '../package/canonical-json.ts'
import type { Permission } from '../person/permission.ts'

/** The closed list of acts that a second person may stand behind. */
export const approvalActions = ['review-release', 'release-final', 'correct-awareness', 'confirm-time', 'erase', 'rotate-keys'] as const
/** One of them. */
export type ApprovalAction = (typeof approvalActions)[number]

/** What an approval can be about: always one kind for each act. */
export const approvalSubjects = {
  'review-release': 'release',
  'release-final': 'release',
  'correct-awareness': 'statement',
  'confirm-time': 'clock-event',
  erase: 'erasure',
  'rotate-keys': 'signing-key',
} as const satisfies Readonly<Record<ApprovalAction, string>>

/** The permission a person must have, at the site of the subject, to approve an act. Erasing reaches every site. */
export const approvalPermissions: Readonly<Record<ApprovalAction, Permission>> = {
  'review-release': 'approval.give',
  'release-final': 'approval.give',
  'correct-awareness': 'approval.give',
  'confirm-time': 'record.read',
  erase: 'audit.read',
  'rotate-keys': 'approval.give',
}

/** What a second person can say. */
export const approvalDecisions = ['agreed', 'objected'] as const

/** Words a second person may add. */
export const approvalWordsSchema = textSchema(600)

const subjectSchema = z.strictObject({ kind: z.string().min(1).max(32), id: z.string().min(1).max(64) })

/** What a second person signs, as canonical JSON under `cofferdam-approve`. */
export const approvalStatementSchema = z.strictObject({
  v: z.literal(1),
  action: z.enum(approvalActions),
  subject: subjectSchema,
  /** SHA-256 (hex) of exactly what is approved; see subject.ts. */
  digest: sha256Schema,
  /** Only about a released report: its `report.json`, by the name under which docs/package-format.md 6.4 asks for it. */
  reportSha256: sha256Schema.optional(),
  decision: z.enum(approvalDecisions),
  words: approvalWordsSchema,
  approver: idSchema,
  /** Wall clock of the PC when it was signed, UTC milliseconds. */
  recordedAt: instantSchema,
})
/** What a second person signs. */
export type ApprovalStatement = Readonly<z.output<typeof approvalStatementSchema>>

/** Why a second person is still asked. */
export const askedReasons = ['policy', 'nobody-else', 'nobody-there'] as const

/** That a second person is asked to look at an act; stored when it was done and signed like every word about an incident (`cofferdam-statement`). */
export const askedApprovalSchema = z.strictObject({
  v: z.literal(1),
  action: z.enum(approvalActions),
  subject: subjectSchema,
  digest: sha256Schema,
  /** `policy`: the rule asks for a review afterwards. Else the act needed two and was done by one: nobody else could approve, or nobody was there. */
  why: z.enum(askedReasons),
  /** What the one who acted said about it. */
  words: approvalWordsSchema,
  /** Until when, UTC milliseconds: an internal aim, no legal deadline. */
  due: instantSchema,
  actor: z.string().min(1),
  confirmed: z.boolean(),
  recordedAt: instantSchema,
})
/** See `askedApprovalSchema`. */
export type AskedApproval = Readonly<z.output<typeof askedApprovalSchema>>

/** A signed text as it lies in the record. */
export interface StoredApproval {
  readonly id: string
  readonly action: string
  readonly aboutKind: string
  readonly about: string
  /** Canonical JSON. */
  readonly text: string
  /** SSHSIG over the text. */
  readonly signature: string
}

/** Reads a signed text of the record; `null` when it is not one, not canonical, or its columns tell something else. */
export function readSigned<T extends { readonly action: string; readonly subject: { readonly kind: string; readonly id: string } }>(stored: StoredApproval, schema: z.ZodType<T>): T | null {
  let value: unknown
  try {
    value = JSON.parse(stored.text)
  } catch {
    return null
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success || canonicalJson(parsed.data as never) !== stored.text) return null
  const { action, subject } = parsed.data
  return action === stored.action && subject.kind === stored.aboutKind && subject.id === stored.about ? parsed.data : null
}
