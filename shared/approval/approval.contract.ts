import { z } from 'zod'
import { command, lifecycle, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, instantSchema, nothingSchema, sha256Schema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { approvalActions, approvalDecisions, approvalWordsSchema } from './approval.ts'
import { secondPersonSchema } from './beside.ts'
import { disclosingSchema } from './disclosing.ts'
import { policyDecisionSchema, policyMatters, policyRules, shippedRuleSchema } from './policy.ts'
import { approvalItemSchema } from './standing.ts'

/** A word about an act of an incident: what was looked at, and what is said about it. */
const wordShape = {
  incident: idSchema,
  action: z.enum(approvalActions),
  /** Id of the release or of the stated time. */
  subject: idSchema,
  /** What the screen showed: nothing else is signed. */
  digest: sha256Schema,
  decision: z.enum(approvalDecisions),
  words: approvalWordsSchema,
}

/** A second person: what is asked, what was said, and the rules for it. */
export const approvalContract = {
  /** What a second person is asked for in open reviews and claimed times, and objections nobody has answered yet, in every incident one may read; whoever is due first on top. */
  'approvals.tasks': query({
    in: nothingSchema,
    out: z.strictObject({
      now: instantSchema,
      tasks: z.array(z.strictObject({ incident: idSchema, number: z.number().int(), title: z.string(), siteName: z.string(), zone: z.string(), item: approvalItemSchema })),
    }),
    needs: 'record.read',
  }),
  /** Everything in one incident that a second person is asked for or spoke about. */
  'approvals.list': query({
    in: z.strictObject({ incident: idSchema }),
    out: z.strictObject({
      now: instantSchema,
      items: z.array(approvalItemSchema),
      /** How many people have to stand behind a final report, who could sign it beside the one who asks, and whether that leaves inside the file. */
      finalReport: z.strictObject({ rule: z.enum(policyRules), possible: z.array(idSchema), leaves: z.boolean() }),
    }),
    needs: 'record.read', touches: [touch('incident')],
  }),
  /** Says something about an act, as oneself: always with the passphrase. */
  'approvals.give': lifecycle({ in: z.strictObject({ ...wordShape, passphrase: z.string().min(1).max(1024) }), out: idResultSchema, needs: 'approval.give', touches: [touch('incident')] }),
  /** Somebody else at the same screen says something about an act. */
  'approvals.beside': lifecycle({ in: z.strictObject({ ...wordShape, second: secondPersonSchema }), out: idResultSchema, needs: 'record.read', touches: [touch('incident')] }),
  /** How many people have to stand behind what. */
  'approvals.policy': query({
    in: nothingSchema,
    out: z.strictObject({
      note: z.strictObject({ en: z.string(), de: z.string() }),
      reviewHours: z.number().int(),
      /** Whether the second signature of a final report leaves inside its file; `null`: nobody decided, it stays here. */
      disclosing: disclosingSchema.nullable(),
      matters: z.array(shippedRuleSchema.safeExtend({ proposed: z.enum(policyRules), decision: policyDecisionSchema.nullable() })),
    }),
    needs: 'record.read',
  }),
  'approvals.decide': command({
    in: z.strictObject({ matter: z.enum(policyMatters), rule: z.enum(policyRules), reason: textSchema(600, 1) }),
    out: nothingSchema,
    needs: 'settings.write', touches: 'all-sites',
  }),
  /** Decides whether the second signature of a final report leaves inside its file. */
  'approvals.disclose': command({
    in: z.strictObject({ leaves: z.boolean(), reason: textSchema(600, 1) }),
    out: nothingSchema,
    needs: 'settings.write', touches: 'all-sites',
  }),
}
