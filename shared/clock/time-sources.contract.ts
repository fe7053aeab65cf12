import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { timeSourceEditSchema, timeSourceSchema } from './time-source.ts'

/** Other clocks of a site. */
export const timeSourcesContract = {
  'timeSources.list': query({
    in: z.strictObject({ site: idSchema.nullable() }),
    out: z.strictObject({ timeSources: z.array(timeSourceSchema) }),
    needs: 'record.read',
    touches: [touch('site')],
  }),
  'timeSources.save': command({ in: timeSourceEditSchema, out: idResultSchema, needs: 'register.write', touches: [touch('site'), touch('time-source', 'id')] }),
  'timeSources.remove': command({ in: z.strictObject({ id: idSchema, reason: textSchema(600) }), out: nothingSchema, needs: 'register.write', touches: [touch('time-source', 'id')] }),
}
