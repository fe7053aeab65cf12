import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { entityEditSchema, entitySchema, recipientEditSchema, recipientSchema } from './entity.ts'

/** The reporting entity and whom it reports to. */
export const entityContract = {
  'entity.get': query({ in: nothingSchema, out: entitySchema, needs: 'record.read' }),
  'entity.save': command({ in: entityEditSchema, out: nothingSchema, needs: 'entity.write', touches: 'all-sites' }),
  'recipients.list': query({ in: nothingSchema, out: z.strictObject({ recipients: z.array(recipientSchema) }), needs: 'record.read' }),
  'recipients.save': command({ in: recipientEditSchema, out: idResultSchema, needs: 'report.write' }),
  'recipients.remove': command({ in: z.strictObject({ id: idSchema, reason: textSchema(600) }), out: nothingSchema, needs: 'report.write' }),
}
