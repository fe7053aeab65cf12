import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { lineSchema, nothingSchema } from '../contract/schema.ts'
import { personSchema } from './person.ts'

/** A person with the name that may be erased; `null` once it was. */
export const namedPersonSchema = personSchema.extend({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  /** Shown to administrators only; empty for others and where there is none. */
  badge: z.string(),
})
export type NamedPerson = z.output<typeof namedPersonSchema>

/** The people of the record. */
export const personContract = {
  'people.list': query({ in: nothingSchema, out: z.strictObject({ people: z.array(namedPersonSchema) }), needs: 'record.read' }),
  'people.saveSelf': command({
    in: z.strictObject({ name: lineSchema(120, 1), function: lineSchema(120), phone: lineSchema(60), email: lineSchema(120) }),
    out: nothingSchema,
    needs: 'record.read',
  }),
  'preferences.get': query({
    in: nothingSchema,
    out: z.strictObject({
      language: z.enum(['en', 'de']),
      theme: z.enum(['system', 'light', 'dark']),
      density: z.enum(['normal', 'touch']),
      dismissed: z.array(z.string().max(64)).max(200),
    }),
    needs: 'record.read',
  }),
  'preferences.save': command({
    in: z.strictObject({
      language: z.enum(['en', 'de']),
      theme: z.enum(['system', 'light', 'dark']),
      density: z.enum(['normal', 'touch']),
      dismissed: z.array(z.string().max(64)).max(200),
    }),
    out: nothingSchema,
    needs: 'record.read',
  }),
}
