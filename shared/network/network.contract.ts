import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { networkZoneEditSchema, networkZoneSchema } from './network-zone.ts'

/** Network zones by name, kind and criticality. */
export const networkContract = {
  'zones.list': query({
    in: z.strictObject({ site: idSchema.nullable() }),
    out: z.strictObject({ zones: z.array(networkZoneSchema) }),
    needs: 'record.read',
  }),
  'zones.save': command({ in: networkZoneEditSchema, out: idResultSchema, needs: 'register.write' }),
  'zones.remove': command({ in: z.strictObject({ id: idSchema, reason: textSchema(600) }), out: nothingSchema, needs: 'register.write' }),
}
