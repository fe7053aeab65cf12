import type { Register, Repositories } from '../../shared/ports/repositories.ts'
import type { Asset } from '../../shared/asset/asset.ts'
import type { Entity, Recipient } from '../../shared/entity/entity.ts'
import type { NetworkZone } from '../../shared/network/network-zone.ts'
import type { Service } from '../../shared/service/service.ts'
import type { Site } from '../../shared/site/site.ts'
import { json, mapping, number, text, type Mapping } from '../mapping.ts'
import { statements } from '../statements.ts'
import type { Connection } from '../sqlite.ts'
import { appendVersion, versionsOf } from './history.ts'

const entityTable = mapping<Entity>('entity', ['id'], {
  id: text('id'),
  code: text('code'),
  name: text('name'),
  country: text('country'),
  registrationNumber: text('registration_number'),
  address: text('address'),
  sector: text('sector'),
  class: text('class'),
  memberStates: json('member_states'),
  profile: text('profile'),
  createdAt: number('created_at'),
})

const recipientTable = mapping<Recipient>('recipient', ['id'], {
  id: text('id'),
  kind: text('kind'),
  name: text('name'),
  label: text('label'),
  regime: text('regime'),
  phone: text('phone'),
  email: text('email'),
  portal: text('portal'),
  note: text('note'),
  createdAt: number('created_at'),
})

const siteTable = mapping<Site>('site', ['id'], {
  id: text('id'),
  code: text('code'),
  name: text('name'),
  country: text('country'),
  address: text('address'),
  zone: text('zone'),
  courierMinutes: number('courier_minutes'),
  createdAt: number('created_at'),
})

const serviceTable = mapping<Service>('service', ['id'], {
  id: text('id'),
  site: text('site'),
  name: text('name'),
  peopleSupplied: number('people_supplied'),
  volume: number('volume'),
  volumeUnit: text('volume_unit'),
  hoursUntilNoticed: number('hours_until_noticed'),
  manualOperation: text('manual_operation'),
  staffNeeded: number('staff_needed'),
  createdAt: number('created_at'),
})

const assetTable = mapping<Asset>('asset', ['id'], {
  id: text('id'),
  site: text('site'),
  name: text('name'),
  kind: text('kind'),
  networkZone: text('network_zone'),
  criticality: text('criticality'),
  createdAt: number('created_at'),
})

const networkZoneTable = mapping<NetworkZone>('network_zone', ['id'], {
  id: text('id'),
  site: text('site'),
  name: text('name'),
  kind: text('kind'),
  criticality: text('criticality'),
  createdAt: number('created_at'),
})

/** The registers: what stands in them now, and every earlier state. */
export function registers(connection: Connection): Pick<Repositories, 'entity' | 'recipients' | 'sites' | 'services' | 'assets' | 'networkZones'> {
  return {
    entity: {
      get: () => entityTable.find(connection, ''),
      save(entity, history) {
        entityTable.save(connection, entity)
        appendVersion(connection, 'entity', entity.id, entity, history)
      },
    },
    recipients: register(connection, recipientTable, 'recipient', 'recipient', 'everywhere'),
    sites: register(connection, siteTable, 'site', 'site', 'everywhere'),
    services: register(connection, serviceTable, 'service', 'service', 'by site'),
    assets: register(connection, assetTable, 'asset', 'asset', 'by site'),
    networkZones: register(connection, networkZoneTable, 'network_zone', 'network-zone', 'by site'),
  }
}

/** A register over a table. @param kind under which its history lies. */
export function register<T extends { readonly id: string }>(
  connection: Connection,
  rows: Mapping<T>,
  table: string,
  kind: string,
  scope: 'everywhere' | 'by site',
): Register<T> {
  const byName = 'ORDER BY name COLLATE NOCASE, id'
  return {
    find: (id) => rows.find(connection, 'WHERE id = ?', id),
    list: (site) =>
      site === undefined || scope === 'everywhere' ? rows.list(connection, byName) : rows.list(connection, `WHERE site = ? ${byName}`, site),
    save(record, history) {
      rows.save(connection, record)
      appendVersion(connection, kind, record.id, record, history)
    },
    remove(id, history) {
      const removed = statements(connection).write(`DELETE FROM ${table} WHERE id = ?`).run(id)
      if (removed > 0) appendVersion(connection, kind, id, null, history)
    },
    history: (id) => versionsOf(connection, kind, id),
  }
}
