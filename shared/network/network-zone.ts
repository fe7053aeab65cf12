import { z } from 'zod'
import { criticalities } from '../asset/asset.ts'
import { idSchema, instantSchema, lineSchema } from '../contract/schema.ts'

/** Where in the plant a network zone belongs (Purdue levels in plain words). */
export const networkZoneKinds = ['process', 'control', 'safety', 'supervision', 'operations', 'dmz', 'enterprise', 'remote', 'wireless', 'other'] as const
export type NetworkZoneKind = (typeof networkZoneKinds)[number]

/** A network zone (IEC 62443-3-2): a grouping of assets with the same security needs. */
export const networkZoneSchema = z.strictObject({
  id: idSchema,
  site: idSchema,
  name: lineSchema(160, 1),
  kind: z.enum(networkZoneKinds),
  criticality: z.enum(criticalities),
  createdAt: instantSchema,
})
export type NetworkZone = z.output<typeof networkZoneSchema>
export const networkZoneEditSchema = networkZoneSchema.omit({ createdAt: true, id: true }).extend({ id: idSchema.nullable() })
export type NetworkZoneEdit = z.output<typeof networkZoneEditSchema>
