import { z } from 'zod'
import { assetSchema } from '../asset/asset.ts'
import { entitySchema, recipientSchema, type Entity } from '../entity/entity.ts'
import { networkZoneSchema } from '../network/network-zone.ts'
import type { Person } from '../person/person.ts'
import type { Ids } from '../ports/ids.ts'
import type { Transaction } from '../ports/store.ts'
import { asPicture } from '../register/register.ts'
import { serviceSchema } from '../service/service.ts'
import { siteSchema, type Site } from '../site/site.ts'

const bothLanguages = z.strictObject({ en: z.string(), de: z.string() })

/** Form of the shipped demo plant: register records without ids; assets name their network zone. */
export const demoPlantSchema = z.strictObject({
  v: z.literal(1),
  entity: entitySchema
    .pick({ country: true, registrationNumber: true, address: true, sector: true, class: true, memberStates: true })
    .extend({ name: bothLanguages }),
  site: siteSchema.pick({ country: true, address: true, courierMinutes: true }).extend({ name: bothLanguages }),
  recipients: z.array(recipientSchema.omit({ id: true, createdAt: true })),
  networkZones: z.array(networkZoneSchema.omit({ id: true, createdAt: true, site: true })),
  assets: z.array(assetSchema.omit({ id: true, createdAt: true, site: true, networkZone: true }).extend({ networkZone: z.string().nullable() })),
  services: z.array(serviceSchema.omit({ id: true, createdAt: true, site: true })),
})

/**
 * Fills a new store of kind `demo` with the shipped demo plant.
 * @throws Error when the shipped file does not fit its schema: a fault of the product, not of the user.
 */
export function plantDemo(
  transaction: Transaction,
  founded: { readonly entity: Entity; readonly site: Site; readonly person: Person },
  text: string,
  ports: { readonly ids: Ids },
  language: 'en' | 'de',
): void {
  const plant = demoPlantSchema.parse(JSON.parse(text))
  const createdAt = transaction.stamp.reading.at
  const history = { at: createdAt, actor: founded.person.id, reason: null }
  const entity: Entity = { ...founded.entity, ...plant.entity, name: plant.entity.name[language] }
  transaction.entity.save(entity, history)
  const site: Site = { ...founded.site, ...plant.site, name: plant.site.name[language] }
  transaction.sites.save(site, history)
  for (const fields of plant.recipients) transaction.recipients.save({ ...fields, id: ports.ids.id(), createdAt }, history)
  const zoneByName = new Map<string, string>()
  for (const fields of plant.networkZones) {
    const id = ports.ids.id()
    zoneByName.set(fields.name, id)
    transaction.networkZones.save({ ...fields, id, site: site.id, createdAt }, history)
  }
  for (const fields of plant.assets) {
    const networkZone = fields.networkZone === null ? null : (zoneByName.get(fields.networkZone) ?? null)
    transaction.assets.save({ ...fields, networkZone, id: ports.ids.id(), site: site.id, createdAt }, history)
  }
  for (const fields of plant.services) transaction.services.save({ ...fields, id: ports.ids.id(), site: site.id, createdAt }, history)
  transaction.changed('demo-plant', site.id, null, asPicture({ assets: plant.assets.length, networkZones: plant.networkZones.length }))
}
