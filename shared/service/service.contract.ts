import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { serviceEditSchema, serviceSchema } from './service.ts'

/** Services that sites supply. */
export const serviceContract = {
  'services.list': query({
    in: z.strictObject({ site: idSchema.nullable() }),
    out: z.strictObject({ services: z.array(serviceSchema) }),
    needs: 'record.read', touches: [touch('site')],
  }),
  'services.save': command({ in: serviceEditSchema, out: idResultSchema, needs: 'register.write', touches: [touch('site'), touch('service', 'id')] }),
  'services.remove': command({ in: z.strictObject({ id: idSchema, reason: textSchema(600) }), out: nothingSchema, needs: 'register.write', touches: [touch('service', 'id')] }),
}
