import { z } from 'zod'
import { command, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { assetEditSchema, assetSchema } from './asset.ts'

/** Assets by name, kind, network zone and criticality. */
export const assetContract = {
  'assets.list': query({
    in: z.strictObject({ site: idSchema.nullable() }),
    out: z.strictObject({ assets: z.array(assetSchema) }),
    needs: 'record.read', touches: [touch('site')],
  }),
  'assets.save': command({ in: assetEditSchema, out: idResultSchema, needs: 'register.write', touches: [touch('site'), touch('asset', 'id')] }),
  'assets.remove': command({ in: z.strictObject({ id: idSchema, reason: textSchema(600) }), out: nothingSchema, needs: 'register.write', touches: [touch('asset', 'id')] }),
}
