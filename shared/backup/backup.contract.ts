import { z } from 'zod'
import { errorCodes } from '../contract/error.ts'
import { job, lifecycle } from '../contract/procedure.ts'
import { codeSchema, idSchema, instantSchema, nothingSchema } from '../contract/schema.ts'
import { backupReasons } from './backup-rule.ts'

const backupIdSchema = z.string().min(1).max(64)

const entryShape = {
  id: backupIdSchema,
  name: z.string(),
  why: z.enum(backupReasons),
  at: instantSchema,
  storeId: idSchema,
  entity: codeSchema.nullable(),
  kind: z.enum(['real', 'demo']).nullable(),
  line: z.string(),
  sequence: z.number().int().min(0),
  size: z.number().int().min(0),
  place: z.strictObject({ kind: z.enum(['ring', 'removable', 'folder']), label: z.string() }),
}

const outsideSchema = z.strictObject({ at: instantSchema, place: z.string(), name: z.string() })

/** Backups of the record. Restoring one is `store.restore`. */
export const backupContract = {
  /** Backups before a record is open: in the ring of this place and on drives, each compared with its note without a key. Ask again while one is `not-checked`. */
  'backups.found': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      backups: z.array(z.strictObject({ ...entryShape, state: z.enum(['not-checked', 'unchanged', 'changed', 'newer']), ofThisRecord: z.boolean().nullable() })),
      /** Where the record of this place was last known to stand; `null` where nothing tells. */
      last: z.strictObject({ line: z.string(), sequence: z.number().int().min(0), at: instantSchema }).nullable(),
    }),
    needs: 'before-open',
  }),
  /** How well the record is backed up: for the overview and the footer. */
  'backups.state': lifecycle({
    in: nothingSchema,
    out: z.strictObject({
      /** Newest backup of this record on this PC. */
      last: z.strictObject({ at: instantSchema, why: z.enum(backupReasons) }).nullable(),
      /** Newest backup that left this PC. */
      outside: outsideSchema.nullable(),
      outsideOverdue: z.boolean(),
      /** Line of the record, and where and when it was continued from a backup. */
      line: z.string(),
      continues: z.strictObject({ line: z.string(), sequence: z.number().int(), at: instantSchema }).nullable(),
      /** Why the last automatic backup did not succeed. */
      failure: z.strictObject({ at: instantSchema, code: z.enum(errorCodes) }).nullable(),
    }),
    needs: 'record.read',
  }),
  /** Ring and places that can be reached, newest first; of this record alone. */
  'backups.list': lifecycle({
    in: nothingSchema,
    out: z.strictObject({ backups: z.array(z.strictObject({ ...entryShape, ownLine: z.boolean() })) }),
    needs: 'record.read',
  }),
  /** Makes a verified backup: on this PC (`place` null), or as a folder on a drive or configured folder. */
  'backups.make': job({
    in: z.strictObject({ place: z.string().max(64).nullable() }),
    out: z.strictObject({ name: z.string(), at: instantSchema, sequence: z.number().int(), size: z.number().int(), place: z.string().nullable(), outcome: z.enum(['written', 'already-there']) }),
    needs: 'transfer.write',
  }),
  /** Deletes a backup that a person asked for; those of the ring go by themselves. */
  'backups.remove': lifecycle({ in: z.strictObject({ id: backupIdSchema }), out: nothingSchema, needs: 'store.manage', touches: 'all-sites' }),
}
