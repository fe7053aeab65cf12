import { z } from 'zod'
import { command, lifecycle, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, lineSchema, nothingSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { passphraseSchema, storeStateSchema } from '../store/store.contract.ts'
import { pinSchema } from './pin.ts'

/** Name, badge number, or the id of a person of `people.present`. */
const whoSchema = lineSchema(120, 1)

/** Who sits at the keyboard while the record is open: signing in, switching, locking. */
export const signInContract = {
  /** Persons who can switch by PIN now, because they signed in by passphrase since the record was opened. */
  'people.present': query({
    in: nothingSchema,
    out: z.strictObject({ people: z.array(z.strictObject({ id: idSchema, name: z.string(), function: z.string() })) }),
    needs: 'while-locked',
  }),
  'people.signIn': lifecycle({ in: z.strictObject({ who: whoSchema, passphrase: passphraseSchema }), out: storeStateSchema, needs: 'while-locked' }),
  'people.switch': lifecycle({ in: z.strictObject({ who: whoSchema, pin: pinSchema }), out: storeStateSchema, needs: 'while-locked' }),
  'people.lock': lifecycle({ in: nothingSchema, out: storeStateSchema, needs: 'while-locked' }),
  /** Somebody touched a key or the mouse: the screen does not lock yet. */
  'people.active': lifecycle({ in: nothingSchema, out: nothingSchema, needs: 'signed-in' }),
  /** Confirms by passphrase who switched by PIN. */
  'people.confirm': lifecycle({ in: z.strictObject({ passphrase: passphraseSchema }), out: storeStateSchema, needs: 'signed-in' }),
  /** Sets the own PIN until the record is closed; `null` takes it away. */
  'people.setPin': lifecycle({ in: z.strictObject({ pin: pinSchema.nullable() }), out: nothingSchema, needs: 'signed-in' }),
  'people.changePassphrase': lifecycle({ in: z.strictObject({ passphrase: passphraseSchema, next: passphraseSchema }), out: storeStateSchema, needs: 'signed-in' }),
  /** Open incidents by number, for a locked screen that the control room writes on. */
  'controlRoom.incidents': query({
    in: nothingSchema,
    out: z.strictObject({ incidents: z.array(z.strictObject({ id: idSchema, number: z.number().int(), siteName: z.string() })) }),
    needs: 'record-only',
  }),
  /** "That was me": stands for an entry of the control room. */
  'chronology.claim': command({ in: z.strictObject({ incident: idSchema, entry: idSchema }), out: idResultSchema, needs: 'record.read', touches: [touch('incident')] }),
}
