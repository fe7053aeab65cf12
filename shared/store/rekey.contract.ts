import { z } from 'zod'
import { backupReasons } from '../backup/backup-rule.ts'
import { job, lifecycle } from '../contract/procedure.ts'
import { idSchema, instantSchema, nothingSchema } from '../contract/schema.ts'
import { passphraseSchema } from './store.contract.ts'

const openerSchema = z.strictObject({
  person: idSchema,
  /** `null` where the name was erased, or the person is not in this record. */
  name: z.string().nullable(),
  /** Whether the person may sign in today. */
  access: z.boolean(),
  /** Whether it is opened by the passphrase of today or by one of then. */
  passphrase: z.enum(['present', 'earlier']),
})

/** Changing the key of the record, what copies from before still open, and long work on the record as a whole. */
export const rekeyContract = {
  /** What is being done to the record as a whole: known before it is open, since a restore is such work. */
  'store.underway': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      work: z
        .strictObject({
          kind: z.enum(['rekey', 'restore']),
          step: z.enum(['copy', 'check', 'place']),
          /** Bytes; `total` 0 while it is not known. */
          done: z.number().min(0),
          total: z.number().min(0),
          /** Milliseconds since it began. */
          since: z.number().min(0),
          stoppable: z.boolean(),
        })
        .nullable(),
    }),
    needs: 'before-open',
  }),
  /** Stops it. In an open record whoever sits there may, also the control room: an incident must be writable now. */
  'store.stopUnderway': lifecycle({ in: nothingSchema, out: z.strictObject({ stopped: z.boolean() }), needs: 'before-open' }),
  /** Gives the record a new key that only people with access get. Writing waits meanwhile. */
  'store.rekey': job({
    in: z.strictObject({
      passphrase: passphraseSchema,
      /** Makes a new recovery key; the sheet in the safe ends with the old key. */
      newSheet: z.boolean(),
    }),
    out: z.strictObject({
      /** As printed; `null` where the present sheet stays. */
      recoveryKey: z.string().nullable(),
      at: instantSchema,
      /** Folders with the record under a former key that are still there: they go once a backup under the new key succeeds. */
      former: z.array(z.string()),
    }),
    needs: 'store.manage',
    touches: 'all-sites',
  }),
  /** Which copies of the record open with which passphrases and sheets, and who left since the key was changed last. */
  'store.openers': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      /** When the key was changed last; `null`: it is that of the beginning. */
      changedAt: instantSchema.nullable(),
      /** People without access who could open the record under the key it has now. */
      left: z.array(z.strictObject({ person: idSchema, name: z.string().nullable() })),
      copies: z.array(
        z.strictObject({
          id: z.string().max(64).nullable(),
          name: z.string(),
          at: instantSchema.nullable(),
          why: z.enum(backupReasons).nullable(),
          place: z.strictObject({ kind: z.enum(['ring', 'removable', 'folder']), label: z.string() }),
          size: z.number().int().min(0),
          key: z.enum(['present', 'earlier', 'unreadable']),
          openers: z.array(openerSchema),
          sheet: z.enum(['present', 'earlier', 'none']),
        }),
      ),
      /** Folders with the record under a former key that are still there. */
      former: z.array(z.string()),
      /** Milliseconds for which nothing could be written, were the key changed now. */
      time: z.number().int().min(0),
    }),
    needs: 'store.manage',
    touches: 'all-sites',
  }),
  /** Deletes backups under an earlier key from this PC, once there is a verified one under the present key. */
  'backups.removeEarlier': lifecycle({
    in: z.strictObject({ ids: z.array(z.string().min(1).max(64)).min(1).max(500) }),
    out: z.strictObject({ removed: z.number().int().min(0) }),
    needs: 'store.manage',
    touches: 'all-sites',
  }),
}
