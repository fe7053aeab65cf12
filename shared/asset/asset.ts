import { z } from 'zod'
import { idSchema, instantSchema, lineSchema } from '../contract/schema.ts'

/** Asset classes of ATT&CK for ICS, as roles, and `other`. */
export const assetKinds = [
  'workstation', 'hmi', 'plc', 'rtu', 'ied', 'data-historian', 'control-server', 'application-server', 'data-gateway',
  'safety-controller', 'vpn-server', 'jump-host', 'field-io', 'router', 'switch', 'firewall', 'dcs-controller', 'pac', 'other',
] as const
export type AssetKind = (typeof assetKinds)[number]

/** How much depends on it. `unknown` is an answer. */
export const criticalities = ['high', 'medium', 'low', 'unknown'] as const
export type Criticality = (typeof criticalities)[number]

/** One thing on or near the control network. */
export const assetSchema = z.strictObject({
  id: idSchema,
  site: idSchema,
  name: lineSchema(160, 1),
  kind: z.enum(assetKinds),
  /** Network zone it stands in; `null` is not known. */
  networkZone: idSchema.nullable(),
  criticality: z.enum(criticalities),
  createdAt: instantSchema,
})
export type Asset = z.output<typeof assetSchema>
export const assetEditSchema = assetSchema.omit({ createdAt: true, id: true }).extend({ id: idSchema.nullable() })
export type AssetEdit = z.output<typeof assetEditSchema>
