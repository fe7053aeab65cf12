import { z } from 'zod'
import { codeSchema, countrySchema, idSchema, instantSchema, lineSchema, textSchema } from '../contract/schema.ts'

/** Essential or important entity (NIS2 Art 3), or not known yet. */
export const entityClasses = ['essential', 'important', 'unknown'] as const

/** The legal entity that reports (NIS2 Art 3(4) registration data). One store has one. */
export const entitySchema = z.strictObject({
  id: idSchema,
  code: codeSchema,
  name: lineSchema(200),
  /** `XX` until stated: warned, never blocking. */
  country: countrySchema,
  /** The authority's registration number, `null` until stated. */
  registrationNumber: lineSchema(80).nullable(),
  address: textSchema(400),
  sector: lineSchema(120),
  class: z.enum(entityClasses),
  /** Member States in which services are provided, ISO 3166-1 alpha-2. */
  memberStates: z.array(countrySchema).max(30),
  /** Id of the jurisdiction profile a new incident pins, e.g. `eu`. */
  profile: z.string().regex(/^[a-z0-9-]{2,32}$/),
  createdAt: instantSchema,
})
export type Entity = z.output<typeof entitySchema>

/** What a user may change on the entity: codes and ids are fixed for ever. */
export const entityEditSchema = entitySchema.omit({ id: true, code: true, createdAt: true })
export type EntityEdit = z.output<typeof entityEditSchema>

/** Kinds of those a package can be made for. */
export const recipientKinds = ['authority', 'csirt', 'customer', 'insurer', 'it', 'auditor'] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** A reporting contact: who receives a report, and how to reach it at night. */
export const recipientSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(recipientKinds),
  name: lineSchema(160, 1),
  /** Short ASCII word used in file names, e.g. `bsi`. */
  label: z.string().regex(/^[a-z0-9]{2,16}$/),
  /** Law under which it is reported to, e.g. `nis2`. */
  regime: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/),
  phone: lineSchema(60),
  email: lineSchema(120),
  portal: lineSchema(200),
  note: textSchema(600),
  createdAt: instantSchema,
})
export type Recipient = z.output<typeof recipientSchema>
export const recipientEditSchema = recipientSchema.omit({ createdAt: true, id: true }).extend({ id: idSchema.nullable() })
export type RecipientEdit = z.output<typeof recipientEditSchema>
