import { z } from 'zod'
import { codeSchema, idSchema, lineSchema, nothingSchema, zoneSchema } from '../contract/schema.ts'
import { lifecycle, query, command } from '../contract/procedure.ts'
import { accessSettingsSchema } from '../person/access-settings.ts'
import { permissions } from '../person/permission.ts'

/** Long enough for any sentence; the least length is a rule with its own error code. */
export const passphraseSchema = z.string().min(1).max(256)

const whoSchema = z.strictObject({
  kind: z.enum(['nobody', 'unconfirmed', 'person']),
  person: idSchema.nullable(),
  name: z.string().nullable(),
  function: z.string().nullable(),
  permissions: z.array(z.enum(permissions)),
  /** How the person came in; a PIN is not enough for what needs the person's own key. */
  by: z.enum(['passphrase', 'pin']).nullable(),
  /** The passphrase is still the one an administrator gave. */
  mustChange: z.boolean(),
  /** Name of who sat here before the screen was locked. */
  last: z.string().nullable(),
})

/** What a screen needs to know before anything else. */
export const storeStateSchema = z.strictObject({
  state: z.enum(['missing', 'closed', 'open', 'in-use', 'newer', 'keyring-missing', 'keyring-damaged', 'read-only', 'damaged']),
  kind: z.enum(['real', 'demo']).nullable(),
  perUser: z.boolean(),
  who: whoSchema,
  /** How this store guards an unwatched screen; `null` while it is closed. */
  access: accessSettingsSchema.nullable(),
  version: z.string(),
})
export type StoreState = z.output<typeof storeStateSchema>

/** What is still to be done after a start in a hurry. Flagged on the overview until done, never blocking. */
export const setupTasks = ['country', 'registration-number', 'site-name', 'recipient', 'recovery-sheet', 'key-card'] as const

/** Opening, creating and closing the store. */
export const storeContract = {
  'store.status': lifecycle({ in: nothingSchema, out: storeStateSchema, needs: 'before-open' }),
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
  'store.open': lifecycle({ in: z.strictObject({ passphrase: passphraseSchema }), out: storeStateSchema, needs: 'before-open' }),
  'store.recover': lifecycle({
    in: z.strictObject({ recoveryKey: z.string().min(1).max(400), passphrase: passphraseSchema }),
    out: storeStateSchema,
    needs: 'before-open',
  }),
  /**
   * Puts a backup in the place of whatever lies there and opens it. What lay there is kept; the record goes on as a new line that says
   * so. `keys` puts back only the keys, where the record itself is still there. With a recovery key the passphrase is a new one, else it is that of the day the backup was made.
   */
  'store.restore': lifecycle({
    in: z.strictObject({ which: z.string().min(1).max(64), what: z.enum(['record', 'keys']), passphrase: passphraseSchema, recoveryKey: z.string().min(1).max(400).nullable() }),
    out: storeStateSchema,
    needs: 'before-open',
  }),
  /** Replaces the recovery key, so that a sheet can be printed again; the old sheet no longer opens this store. */
  'store.renewRecoveryKey': lifecycle({
    in: z.strictObject({ passphrase: passphraseSchema }),
    out: z.strictObject({ recoveryKey: z.string() }),
    needs: 'store.manage',
    touches: 'all-sites',
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
    touches: 'all-sites',
  }),
}
