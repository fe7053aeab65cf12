import { z } from 'zod'
import { codeSchema, idSchema, instantSchema, lineSchema } from '../contract/schema.ts'
import { roles } from './roles.ts'

/** A role at one site or at all. */
export const grantSchema = z.strictObject({ role: z.enum(roles), site: idSchema.nullable() })

/**
 * A person without a name: everything but the one erasable table holds only this.
 * The principal of a person is `p-<code>@<entity>`.
 */
export const personSchema = z.strictObject({
  id: idSchema,
  code: codeSchema,
  /** What the person does, e.g. "shift engineer": shown where the name must not leave. */
  function: lineSchema(120),
  grants: z.array(grantSchema).max(64),
  createdAt: instantSchema,
  /** Last instant at which this person may sign in; `null`: open end. */
  validUntil: instantSchema.nullable(),
  /** When an administrator ended the access for good; `null`: it was not ended. */
  endedAt: instantSchema.nullable(),
})
export type Person = z.output<typeof personSchema>

/** What stands on a badge; empty where there is none. */
export const badgeSchema = lineSchema(40)

/** The erasable part: name, badge and ways to reach. */
export const personNameSchema = z.strictObject({
  person: idSchema,
  name: lineSchema(120, 1),
  phone: lineSchema(60),
  email: lineSchema(120),
  badge: badgeSchema,
})
export type PersonName = z.output<typeof personNameSchema>
