import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { networkZoneEditSchema, networkZoneSchema } from './network-zone.ts'

/** Network zones by name, kind and criticality. */
export const networkContract = {
  'zones.list': query({
    in: z.strictObject({ site: idSchema.nullable() }),
    out: z.strictObject({ zones: z.array(networkZoneSchema) }),
    needs: 'record.read', touches: [touch('site')],
  }),
  'zones.save': command({ in: networkZoneEditSchema, out: idResultSchema, needs: 'register.write', touches: [touch('site'), touch('network-zone', 'id')] }),
  'zones.remove': command({ in: z.strictObject({ id: idSchema, reason: textSchema(600) }), out: nothingSchema, needs: 'register.write', touches: [touch('network-zone', 'id')] }),
}
