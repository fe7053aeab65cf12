import { z } from 'zod'
import { command, lifecycle, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, instantSchema, lineSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { passphraseSchema } from '../store/store.contract.ts'
import { accessSettingsSchema } from './access-settings.ts'
import { namedPersonSchema } from './person.contract.ts'
import { badgeSchema, grantSchema } from './person.ts'

/** What an administrator states about a person. */
const accountSchema = {
  name: lineSchema(120, 1),
  function: lineSchema(120),
  badge: badgeSchema,
  grants: z.array(grantSchema).min(1).max(64),
  /** Last instant of the access; `null`: open end. */
  validUntil: instantSchema.nullable(),
}

/** The person types an own passphrase at this keyboard; `null` makes one for the first sign-in, which has to be changed then. */
const newPassphraseSchema = passphraseSchema.nullable()
/** The passphrase that was made, to hand over; `null` where the person typed an own one. */
const firstPassphraseSchema = z.string().nullable()

/** Accounts of persons: adding, changing, ending. Only administrators of the whole store, signed in by passphrase. */
export const accountContract = {
  'accounts.list': query({
    in: nothingSchema,
    out: z.strictObject({
      accounts: z.array(
        z.strictObject({
          person: namedPersonSchema,
          /** Whether the person can open the record with a passphrase. */
          hasPassphrase: z.boolean(),
          /** Whether that passphrase is still the one that was handed over. */
          isGiven: z.boolean(),
        }),
      ),
    }),
    needs: 'people.manage',
    touches: 'all-sites',
  }),
  'accounts.add': lifecycle({
    in: z.strictObject({ ...accountSchema, passphrase: newPassphraseSchema }),
    out: idResultSchema.extend({ firstPassphrase: firstPassphraseSchema }),
    needs: 'people.manage',
    touches: 'all-sites',
  }),
  'accounts.change': lifecycle({
    in: z.strictObject({ id: idSchema, ...accountSchema }),
    out: idResultSchema,
    needs: 'people.manage',
    touches: 'all-sites',
  }),
  /** Ends an access for good. What the person wrote stays; the passphrase no longer opens the record. */
  'accounts.end': lifecycle({
    in: z.strictObject({ id: idSchema, reason: textSchema(600) }),
    out: nothingSchema,
    needs: 'people.manage',
    touches: 'all-sites',
  }),
  /** New keys for a person who lost the passphrase, certified by the store. */
  'accounts.resetPassphrase': lifecycle({
    in: z.strictObject({ id: idSchema, passphrase: newPassphraseSchema }),
    out: z.strictObject({ firstPassphrase: firstPassphraseSchema }),
    needs: 'people.manage',
    touches: 'all-sites',
  }),
  'access.get': query({ in: nothingSchema, out: accessSettingsSchema, needs: 'record.read' }),
  'access.save': command({ in: accessSettingsSchema, out: nothingSchema, needs: 'settings.write', touches: 'all-sites' }),
}
