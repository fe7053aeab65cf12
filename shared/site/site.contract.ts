import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, nothingSchema } from '../contract/schema.ts'
import { touchOrAll } from '../contract/touches.ts'
import { siteEditSchema, siteSchema } from './site.ts'

/** Sites of the entity. */
export const siteContract = {
  'sites.list': query({ in: nothingSchema, out: z.strictObject({ sites: z.array(siteSchema) }), needs: 'record.read' }),
  'sites.save': command({ in: siteEditSchema, out: idResultSchema, needs: 'register.write', touches: [touchOrAll('site', 'id')] }),
}
