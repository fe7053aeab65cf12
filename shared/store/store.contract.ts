import { z } from 'zod'
import { codeSchema, idSchema, lineSchema, nothingSchema, zoneSchema } from '../contract/schema.ts'
import { lifecycle, query, command } from '../contract/procedure.ts'
import { permissions } from '../person/permission.ts'

/** Long enough for any sentence; the least length is a rule with its own error code. */
const passphraseSchema = z.string().min(1).max(256)

const whoSchema = z.strictObject({
  kind: z.enum(['nobody', 'unconfirmed', 'person']),
  person: idSchema.nullable(),
  name: z.string().nullable(),
  function: z.string().nullable(),
  permissions: z.array(z.enum(permissions)),
})

/** What a screen needs to know before anything else. */
const statusSchema = z.strictObject({
  state: z.enum(['missing', 'closed', 'open', 'in-use', 'newer', 'keyring-missing', 'keyring-damaged', 'read-only', 'damaged']),
  kind: z.enum(['real', 'demo']).nullable(),
  perUser: z.boolean(),
  who: whoSchema,
  version: z.string(),
})

/** What is still to be done after a start in a hurry. Flagged on the overview until done, never blocking. */
export const setupTasks = ['country', 'registration-number', 'site-name', 'recipient', 'recovery-sheet', 'key-card'] as const

/** Opening, creating and closing the store. */
export const storeContract = {
  'store.status': lifecycle({ in: nothingSchema, out: statusSchema, needs: 'before-open' }),
  'store.create': lifecycle({
    in: z.strictObject({
      passphrase: passphraseSchema,
      /** The person at the keyboard. */
      name: lineSchema(120, 1),
      entityName: lineSchema(200),
      siteName: lineSchema(200),
      zone: zoneSchema,
      /** `demo` fills the record with a demo plant and marks everything that leaves. */
      kind: z.enum(['real', 'demo']),
      language: z.enum(['en', 'de']),
    }),
    out: z.strictObject({ recoveryKey: z.string(), person: idSchema, site: idSchema, entityCode: codeSchema }),
    needs: 'before-open',
  }),
  'store.open': lifecycle({ in: z.strictObject({ passphrase: passphraseSchema }), out: statusSchema, needs: 'before-open' }),
  'store.recover': lifecycle({
    in: z.strictObject({ recoveryKey: z.string().min(1).max(400), passphrase: passphraseSchema }),
    out: statusSchema,
    needs: 'before-open',
  }),
  /** Replaces the recovery key, so that a sheet can be printed again; the old sheet no longer opens this store. */
  'store.renewRecoveryKey': lifecycle({
    in: z.strictObject({ passphrase: passphraseSchema }),
    out: z.strictObject({ recoveryKey: z.string() }),
    needs: 'store.manage',
  }),
  'store.close': lifecycle({ in: nothingSchema, out: nothingSchema, needs: 'while-locked' }),
  'setup.open': query({
    in: nothingSchema,
    out: z.strictObject({ open: z.array(z.enum(setupTasks)) }),
    needs: 'record.read',
  }),
  'setup.done': command({
    in: z.strictObject({ task: z.enum(['recovery-sheet', 'key-card']) }),
    out: nothingSchema,
    needs: 'entity.write',
  }),
}
