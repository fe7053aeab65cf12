import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenStore } from '../../electron/core/store-opening.ts'
import type { Statement } from '../../shared/clock/statement.ts'
import type { Entity, Recipient } from '../../shared/entity/entity.ts'
import type { ChronologyEntry, Incident, IncidentAnswer } from '../../shared/incident/incident.ts'
import { canonicalJson } from '../../shared/package/canonical-json.ts'
import type { SigningKey } from '../../shared/package/signing-key.ts'
import type { Repositories } from '../../shared/ports/repositories.ts'
import type { Transaction } from '../../shared/ports/store.ts'
import type { Release } from '../../shared/report/release.ts'
import type { Service } from '../../shared/service/service.ts'
import type { Site } from '../../shared/site/site.ts'
import { newStore, person, reopen, stamp, storePorts, temporaryFolder } from '../../test/support/store-fixture.ts'

const ports = storePorts()
const history = { at: 5, actor: person, reason: null }
const folder = temporaryFolder()
let open: OpenStore

beforeAll(async () => {
  open = (await newStore(folder.path, ports)).open
  write((t) => {
    t.sites.save(site, history)
    t.incidents.save(incident, history)
  })
})
afterAll(() => {
  open.close()
  folder.remove()
})

const id = (letter: string): string => letter.repeat(26)
const write = <T>(work: (transaction: Transaction) => T): T => open.record.write(stamp(ports), work)
const read = <T>(work: (repositories: Repositories) => T): T => open.record.read(work)
const day = Date.UTC(2026, 10, 23)

const site: Site = { id: id('s'), code: 'sitecodeab', name: 'Wasserwerk Süd', country: 'DE', address: 'Am Damm 1', zone: 'Europe/Berlin', courierMinutes: 45, createdAt: day }
const incident: Incident = {
  id: id('i'), site: site.id, number: 1, title: 'Pumpe 3 steht', notificationKind: 'mandatory', significance: 'undecided', zone: 'Europe/Berlin',
  profileId: 'eu', profileVersion: '1', profileSha256: 'a'.repeat(64), recordedAt: day, recordedBy: person, closedAt: null,
}
const entity: Entity = {
  id: id('e'), code: 'entitycode', name: 'Stadtwerke', country: 'XX', registrationNumber: null, address: '', sector: '', class: 'unknown',
  memberStates: ['AT', 'DE'], profile: 'eu', createdAt: day,
}
const recipient: Recipient = { id: id('r'), kind: 'authority', name: 'Amt', label: 'amt', regime: 'nis2', phone: '', email: '', portal: '', note: 'nachts', createdAt: day }
const service: Service = {
  id: id('v'), site: site.id, name: 'Trinkwasser', peopleSupplied: 84_000, volume: 18_000.5, volumeUnit: 'm³', hoursUntilNoticed: 6.5, manualOperation: null, staffNeeded: null, createdAt: day,
}

test('facts', () => {
  expect(read((r) => r.facts)).toMatchObject({ kind: 'demo', line: expect.stringMatching(/^[0-9a-f]{16}$/), storeId: expect.stringMatching(/^[a-z2-7]{26}$/) })
})

describe('registers', () => {
  test('give back what was saved, with every earlier state', () => {
    write((t) => {
      t.services.save(service, history)
      t.services.save({ ...service, manualOperation: 'unknown', name: 'Trinkwasser Süd' }, { ...history, reason: 'renamed' })
    })
    expect(read((r) => r.services.find(service.id))).toEqual({ ...service, manualOperation: 'unknown', name: 'Trinkwasser Süd' })
    expect(read((r) => r.services.history(service.id))).toEqual([
      { version: 1, ...history, record: service },
      { version: 2, ...history, reason: 'renamed', record: { ...service, manualOperation: 'unknown', name: 'Trinkwasser Süd' } },
    ])
  })

  test('list by name, all or of one site', () => {
    const zone = (letter: string, name: string) => ({ id: id(letter), site: site.id, name, kind: 'control', criticality: 'high', createdAt: day }) as const
    const other: Site = { ...site, id: id('t'), code: 'sitecodecd', name: 'anderes Werk' }
    write((t) => {
      t.sites.save(other, history)
      for (const one of [zone('x', 'Leitsystem'), zone('y', 'büro'), { ...zone('z', 'Aussen'), site: other.id }]) t.networkZones.save(one, history)
    })
    expect(read((r) => r.networkZones.list().map((one) => one.name))).toEqual(['Aussen', 'büro', 'Leitsystem'])
    expect(read((r) => r.networkZones.list(site.id).map((one) => one.id))).toEqual([id('y'), id('x')])
    expect(read((r) => r.sites.list().map((one) => one.name))).toEqual(['anderes Werk', 'Wasserwerk Süd'])
  })

  test('keep the history of what was removed, and refuse to remove what is referred to', () => {
    const asset = { id: id('a'), site: site.id, name: 'SPS 3', kind: 'plc', networkZone: id('x'), criticality: 'unknown', createdAt: day } as const
    write((t) => {
      t.assets.save(asset, history)
    })
    expect(() => {
      write((t) => {
        t.networkZones.remove(id('x'), history)
      })
    }).toThrow(expect.objectContaining({ code: 'conflict' }))
    write((t) => {
      t.assets.remove(asset.id, { ...history, reason: 'scrapped' })
    })
    expect(read((r) => r.assets.find(asset.id))).toBeNull()
    expect(read((r) => r.assets.history(asset.id))).toEqual([
      { version: 1, ...history, record: asset },
      { version: 2, ...history, reason: 'scrapped', record: null },
    ])
  })

  test('hold one entity whose code stays, and recipients', () => {
    expect(read((r) => r.entity.get())).toBeNull()
    write((t) => {
      t.entity.save(entity, history)
      t.entity.save({ ...entity, country: 'DE', registrationNumber: '4711' }, history)
      t.recipients.save(recipient, history)
    })
    expect(read((r) => r.entity.get())).toEqual({ ...entity, country: 'DE', registrationNumber: '4711' })
    expect(read((r) => r.recipients.list())).toEqual([recipient])
    for (const change of [{ ...entity, id: id('f') }, { ...entity, code: 'othercodeb' }]) {
      expect(() => {
        write((t) => {
          t.entity.save(change, history)
        })
      }).toThrow()
    }
  })
})

test('people hold ids and grants; their names lie apart', () => {
  const one = { id: person, code: 'personcode', function: 'shift engineer', grants: [{ role: 'engineer', site: site.id }, { role: 'reporter', site: null }], createdAt: day, validUntil: day + 1, endedAt: null } as const
  write((t) => {
    t.people.save({ ...one, grants: [...one.grants, { role: 'viewer', site: null }] })
    t.people.save({ ...one, grants: [...one.grants] })
    t.people.saveName({ person, name: 'A. Meyer', phone: '', email: '', badge: '' })
    t.people.saveName({ person, name: 'A. Meyer', phone: '110', email: '', badge: '47' })
  })
  expect(read((r) => r.people.find(person))).toEqual(one)
  expect(read((r) => r.people.list())).toEqual([one])
  expect(read((r) => r.people.name(person))).toEqual({ person, name: 'A. Meyer', phone: '110', email: '', badge: '47' })
  expect(read((r) => r.people.name(id('n')))).toBeNull()
})

describe('an incident', () => {
  test('keeps its number; the next one is higher, per site', () => {
    expect(read((r) => r.incidents.nextNumber(site.id))).toBe(2)
    expect(read((r) => r.incidents.nextNumber(id('t')))).toBe(1)
    write((t) => {
      t.incidents.save({ ...incident, significance: 'yes' }, history)
    })
    expect(read((r) => r.incidents.list())).toEqual([{ ...incident, significance: 'yes' }])
    expect(() => {
      write((t) => {
        t.incidents.save({ ...incident, number: 7 }, history)
      })
    }).toThrow(/number/)
  })

  test('appends answers and chronology, oldest first, and never changes them', () => {
    const answer = (letter: string, value: IncidentAnswer['answer']): IncidentAnswer => ({ id: id(letter), incident: incident.id, question: 'ongoing', answer: value, note: '', at: day, author: person })
    const entry: ChronologyEntry = {
      id: id('c'), incident: incident.id, instant: day, zone: 'Europe/Berlin', text: '14:05 Pumpe 3 aus', important: true, source: 'SCADA', supersedes: null, withdrawn: false, recordedAt: day, author: 'station',
    }
    write((t) => {
      t.answers.add(answer('z', 'unknown'))
      t.answers.add(answer('b', 'yes'))
      t.chronology.add(entry)
      t.chronology.add({ ...entry, id: id('d'), supersedes: entry.id, withdrawn: true })
    })
    expect(read((r) => r.answers.list(incident.id).map((one) => one.answer))).toEqual(['unknown', 'yes'])
    expect(read((r) => r.chronology.list(incident.id))).toEqual([entry, { ...entry, id: id('d'), supersedes: entry.id, withdrawn: true }])
    expect(read((r) => r.answers.find(id('b')))).toEqual(answer('b', 'yes'))
    expect(() => {
      write((t) => {
        t.chronology.add({ ...entry, text: 'other' })
      })
    }).toThrow(/append-only/)
    for (const sql of [`UPDATE chronology_entry SET text = 'x'`, 'DELETE FROM incident_answer', 'DELETE FROM incident', `INSERT OR REPLACE INTO incident_answer SELECT * FROM incident_answer`]) {
      expect(() => open.record.connection.exec(sql)).toThrow()
    }
  })

  test('keeps signed statements as their signed text', () => {
    const statement: Statement = {
      id: id('m'), incident: incident.id, law: null, anchor: 'aware', stage: null, instant: day, zone: 'Europe/Berlin', dueBy: null, basis: 'call', author: person, confirmed: true, supersedes: null, reason: null, recordedAt: day,
    }
    const stored = { statement, text: canonicalJson({ v: 1, ...statement }), signature: 'sig' }
    write((t) => {
      t.statements.add(stored)
    })
    expect(read((r) => r.statements.list(incident.id))).toEqual([stored])
    expect(read((r) => r.statements.find(statement.id))).toEqual(stored)
    expect(() => open.record.connection.exec(`UPDATE statement SET signature = 'x'`)).toThrow(/append-only/)
  })

  test('knows what is affected now', () => {
    const affected = (kind: 'service' | 'asset', record: string, value: boolean) => ({ incident: incident.id, kind, record, affected: value, at: day, author: person })
    write((t) => {
      t.affected.add(affected('service', service.id, true))
      t.affected.add(affected('asset', id('a'), true))
      t.affected.add(affected('service', service.id, false))
      t.affected.add(affected('service', id('w'), true))
    })
    expect(read((r) => r.affected.list(incident.id))).toEqual([
      { kind: 'asset', record: id('a') },
      { kind: 'service', record: id('w') },
    ])
  })
})

describe('reports', () => {
  const release: Release = {
    id: id('l'), incident: incident.id, site: site.id, content: 'report', stage: 'early-warning', version: 1, recipient: recipient.id, recipientKind: 'authority', recipientName: 'Amt', name: 'DE_a_b_v1',
    line: '0011223344556677', sequence: 1, previousSums: null, supersedes: null, reason: null, sumsSha256: 'a'.repeat(64), zipSha256: 'b'.repeat(64), zipSize: 10, zipSignature: 's', language: 'de', tlp: 'AMBER',
    fieldsText: '{}', auditSequence: 3, auditHead: 'c'.repeat(64), releasedAt: day, zone: 'Europe/Berlin', releasedBy: person,
  }
  const frozen = (path: string, bytes: Uint8Array) => ({ release: release.id, path, mediaType: 'text/plain', size: bytes.length, sha256: 'd'.repeat(64), crc32: 4_294_967_295, bytes, file: null })

  test('drafts are replaced and removed', () => {
    const draft = { incident: incident.id, stage: 'early-warning', fieldsText: '{"a":null}', savedAt: day, author: person }
    write((t) => {
      t.drafts.save(draft)
      t.drafts.save({ ...draft, fieldsText: '{"a":"yes"}' })
    })
    expect(read((r) => r.drafts.find(incident.id, 'early-warning'))).toEqual({ ...draft, fieldsText: '{"a":"yes"}' })
    write((t) => {
      t.drafts.remove(incident.id, 'early-warning')
    })
    expect(read((r) => r.drafts.find(incident.id, 'early-warning'))).toBeNull()
  })

  test('released bytes are frozen, in the order of the package', () => {
    const files = [frozen('report.json', new Uint8Array([123, 125])), frozen('README.txt', new Uint8Array([1])), frozen('empty.txt', new Uint8Array())]
    write((t) => {
      t.releases.add(release, files)
      t.releases.add({ ...release, id: id('k'), name: 'DE_a_b_v2', version: 2, sequence: 2, previousSums: release.sumsSha256, supersedes: release.id, reason: 'typo' }, [])
    })
    expect(read((r) => r.releases.files(release.id))).toEqual([files[1], files[2], files[0]])
    expect(read((r) => r.releases.find(release.id))).toEqual(release)
    expect(read((r) => r.releases.list(incident.id).map((one) => one.version))).toEqual([1, 2])
    expect(read((r) => r.releases.all().length)).toBe(2)
    expect(read((r) => r.releases.latestFor(release.line, incident.id, recipient.id)?.version)).toBe(2)
    expect(read((r) => r.releases.latestFor('ffffffffffffffff', incident.id, recipient.id))).toBeNull()
    for (const sql of [
      `UPDATE package_file SET bytes = zeroblob(2) WHERE path = 'report.json'`,
      `UPDATE package_file SET sha256 = replace(sha256, 'd', 'e')`,
      'DELETE FROM package_file',
      'DELETE FROM package_release',
      `UPDATE package_release SET tlp = 'RED'`,
      'INSERT OR REPLACE INTO package_release SELECT * FROM package_release',
      'INSERT OR REPLACE INTO package_file SELECT * FROM package_file',
    ]) {
      expect(() => open.record.connection.exec(sql)).toThrow()
    }
  })

  test('released bytes can be erased by an audited act; name, size and hash stay', () => {
    write((t) => {
      const by = t.audit.head().sequence + 1
      open.record.connection.exec(`UPDATE package_file SET bytes = NULL, erased_by = ${String(by)} WHERE path = 'README.txt'`)
    })
    expect(read((r) => r.releases.files(release.id))[0]).toMatchObject({ path: 'README.txt', bytes: null, size: 1, sha256: 'd'.repeat(64) })
  })

  test('submissions, acknowledgements and transfers are appended', () => {
    const submission = {
      id: id('u'), incident: incident.id, stage: 'early-warning', release: release.id, recipient: recipient.id, instant: day, zone: 'Europe/Berlin', channel: 'phone', by: 'Leitstand', authorityReference: 'X-1', note: '', statement: id('m'), recordedAt: day, author: person,
    } as const
    const acknowledgement = { id: id('q'), submission: submission.id, instant: day, reference: 'A', text: 'danke', recordedAt: day, author: person }
    const transfer = { id: id('g'), direction: 'out', release: release.id, place: 'STICK', fileName: 'a.zip', size: 10, sha256: null, outcome: 'written', detail: '', reason: '', at: day, actor: person } as const
    write((t) => {
      t.submissions.add(submission)
      t.acknowledgements.add(acknowledgement)
      t.transfers.add(transfer)
    })
    expect(read((r) => r.submissions.list(incident.id))).toEqual([submission])
    expect(read((r) => r.acknowledgements.list(submission.id))).toEqual([acknowledgement])
    expect(read((r) => r.transfers.list())).toEqual([transfer])
  })
})

test('keys come back byte for byte; the newest that is not revoked is current; they cannot be changed', () => {
  const key = (letter: string, change: Partial<SigningKey> = {}): SigningKey => ({
    id: id(letter), kind: 'site', owner: site.id, principal: 'site@entity', publicKey: new Uint8Array(32).fill(letter.charCodeAt(0)), seed: new Uint8Array(32).fill(9), certificate: 'cert', from: day, to: null, revokedAt: null, reason: null, ...change,
  })
  write((t) => {
    t.keys.add(key('a'))
    t.keys.add(key('b'))
    t.keys.add(key('c', { revokedAt: day, reason: 'lost' }))
    t.keys.add(key('p', { kind: 'person', owner: person, seed: null }))
    t.keys.documents.add({ number: 1, issuedAt: day, text: '{}', signature: 's' })
    t.keys.documents.add({ number: 2, issuedAt: day, text: '{}', signature: 't' })
  })
  expect(read((r) => r.keys.current('site', site.id))).toEqual(key('b'))
  expect(read((r) => r.keys.current('entity', site.id))).toBeNull()
  expect(read((r) => r.keys.list().map((one) => one.id))).toEqual([id('a'), id('b'), id('c'), id('p')])
  expect(read((r) => r.keys.find(id('p')))).toEqual(key('p', { kind: 'person', owner: person, seed: null }))
  expect(read((r) => r.keys.documents.latest())).toEqual({ number: 2, issuedAt: day, text: '{}', signature: 't' })
  for (const sql of ['UPDATE signing_key SET seed = zeroblob(32)', `UPDATE signing_key SET principal = 'x'`, 'UPDATE signing_key SET revoked_at = NULL', 'DELETE FROM signing_key', 'DELETE FROM keys_document']) {
    expect(() => open.record.connection.exec(sql)).toThrow()
  }
})

test('one certificate of the plant is in use; removing it forgets its key and nothing else', () => {
  const certificate = (letter: string) => ({
    id: id(letter), certificate: Uint8Array.of(1, 2), chain: Uint8Array.of(3), subject: 'CN=A', issuer: 'CN=B', serial: '07', fingerprint: 'f'.repeat(64), keyKind: 'rsa' as const, keyBits: 3072, from: 1, to: 2, takenAt: 3, takenBy: person,
  })
  write((t) => t.plantCertificates.add(certificate('a'), Uint8Array.of(9, 9)))
  expect(read((r) => [r.plantCertificates.current(), r.plantCertificates.privateKey(id('a'))])).toEqual([certificate('a'), Uint8Array.of(9, 9)])
  expect(() => write((t) => t.plantCertificates.add(certificate('b'), Uint8Array.of(8)))).toThrow()
  for (const sql of ['DELETE FROM plant_certificate', `UPDATE plant_certificate SET subject = 'x'`, `UPDATE plant_certificate SET private_key = x'00'`, 'UPDATE plant_certificate SET private_key = NULL']) expect(() => open.record.connection.exec(sql)).toThrow()
  write((t) => {
    t.plantCertificates.remove(id('a'), 7)
    t.plantCertificates.add(certificate('b'), Uint8Array.of(8))
  })
  expect(read((r) => [r.plantCertificates.current()?.id, r.plantCertificates.privateKey(id('a')), r.plantCertificates.find(id('a'))])).toEqual([id('b'), null, certificate('a')])
  expect(() => open.record.connection.exec(`UPDATE plant_certificate SET private_key = x'09', removed_at = NULL WHERE id = '${id('a')}'`)).toThrow()
})

test('what a verifier remembers, and settings, are replaced', () => {
  write((t) => {
    t.received.save('entitycode', '{"a":1}')
    t.received.save('entitycode', '{"a":2}')
    t.settings.set('k', '1')
    t.settings.set('k', '2')
  })
  expect(read((r) => [r.received.find('entitycode'), r.received.find('other'), r.settings.get('k'), r.settings.get('l')])).toEqual(['{"a":2}', null, '2', null])
})

test('all of it is there after closing and opening', async () => {
  const before = read((r) => [r.entity.get(), r.sites.list(), r.incidents.list(), r.releases.all(), r.keys.list(), r.transfers.list(), r.audit.head()])
  open.close()
  open = await reopen(folder.path, ports)
  expect(read((r) => [r.entity.get(), r.sites.list(), r.incidents.list(), r.releases.all(), r.keys.list(), r.transfers.list(), r.audit.head()])).toEqual(before)
})
