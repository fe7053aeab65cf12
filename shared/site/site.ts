import { z } from 'zod'
import { codeSchema, countrySchema, idSchema, instantSchema, lineSchema, textSchema, zoneSchema } from '../contract/schema.ts'

/** A plant at one place, part of the entity. */
export const siteSchema = z.strictObject({
  id: idSchema,
  code: codeSchema,
  name: lineSchema(200, 1),
  country: countrySchema,
  address: textSchema(400),
  /** IANA zone in which this site's deadlines are shown and months are counted. */
  zone: zoneSchema,
  /** Minutes a courier needs from this PC to the place where the report is handed in; "leave by" is the deadline minus this. */
  courierMinutes: z.number().int().min(0).max(1440),
  createdAt: instantSchema,
})
export type Site = z.output<typeof siteSchema>
export const siteEditSchema = siteSchema.omit({ code: true, createdAt: true, id: true }).extend({ id: idSchema.nullable() })
export type SiteEdit = z.output<typeof siteEditSchema>
