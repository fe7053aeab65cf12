import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openFileSource } from '../../electron/core/byte-source.ts'
import { nodeEd25519, nodeHash, nodeInflate } from '../../electron/core/crypto.ts'
import { readZip, readEntry } from '../../shared/package/zip-read.ts'
import { verifyPackage, type Verdict } from '../../shared/package/verify.ts'
import { startTestCore, testPassphrase, type TestCore } from '../support/in-process.ts'

let core: TestCore | null = null

afterEach(async () => {
  await core?.remove()
  core = null
})

const secondPassphrase = 'another long passphrase of somebody else'
const everything = { record: null, from: null, to: null, before: null, limit: 200 } as const
const hour = 3_600_000

/** A plant with an administrator, and a second person who may read the audit. */
async function plant(options: { readonly alone?: boolean } = {}) {
  const started = startTestCore()
  core = started
  const { api } = started
  const { site, person } = await started.create()
  const second = options.alone === true ? '' : (await api.call('accounts.add', { name: 'Bo Lind', function: 'works council', badge: '', grants: [{ role: 'auditor', site: null }], validUntil: null, passphrase: secondPassphrase })).id
  return { core: started, api, site, person, second }
}

type Plant = Awaited<ReturnType<typeof plant>>

async function closedIncident({ api, site, core: started }: Plant) {
  const { id: incident } = await api.call('incidents.record', { site, title: 'Pump control', notificationKind: 'near-miss', knownAt: null, detectedAt: null })
  const bytes = Buffer.from('SECRET-ATTACHMENT '.repeat(40))
  const { file } = await api.call('files.begin', { name: 'alarms.csv', mediaType: 'text/csv', size: bytes.length, purpose: 'attachment' })
  await api.call('files.append', { file, index: 0, bytes: bytes.toString('base64') })
  await api.call('files.finish', { file })
  const { id: attachment } = await api.call('attachments.add', { incident, file, note: '' })
  const { id: recipient } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
  const { fields } = await api.call('reports.form', { incident, stage: 'early-warning' })
  await api.call('reports.saveDraft', { incident, stage: 'early-warning', fields: { ...fields, suspectedMalicious: 'yes', possibleCrossBorder: 'no' } })
  const release = await api.call('reports.release', { incident, stage: 'early-warning', recipient, language: 'en', tlp: 'amber', reason: null })
  const evidence = (await started.job(api.call('evidence.release', { incident, recipient, language: 'en', tlp: 'amber', files: [attachment], reason: null }))) as { readonly id: string; readonly name: string; readonly recipient: string }
  const close = async (): Promise<void> => {
    await api.call('incidents.decide', { incident, significance: 'no', awareAt: null, basis: 'a test', reason: null })
    await api.call('incidents.close', { incident, reason: 'nothing happened' })
  }
  return { incident, attachment, recipient, release, evidence, close }
}

async function verdictOf({ core: started, api }: Plant, name: string): Promise<Verdict> {
  const { anchor } = await api.call('keys.anchor', {})
  const source = openFileSource(join(started.folders.exports, `${name}.zip`))
  try {
    return verifyPackage(source, { anchors: [anchor], received: null, after: null, fileName: `${name}.zip` }, Date.now(), { hash: nodeHash, ed25519: nodeEd25519, inflate: nodeInflate })
  } finally {
    source.close()
  }
}

async function carryOut({ core: started, api }: Plant, release: string): Promise<void> {
  const { places } = await api.call('places.list', {})
  await started.job(api.call('transfers.export', { release, place: places.find(({ kind }) => kind === 'folder')?.id ?? '', reason: '' }))
}

describe('the history', () => {
  it('is paged by sequence, newest first, and never more than asked for', async () => {
    const { api, site } = await plant()
    for (let number = 0; number < 30; number += 1) await api.call('assets.save', { id: null, site, name: `PLC ${String(number)}`, kind: 'plc', networkZone: null, criticality: 'low' })
    const seen: number[] = []
    for (let before: number | null = null; ; ) {
      const page: { readonly rows: readonly { readonly sequence: number }[]; readonly next: number | null } = await api.call('audit.list', { ...everything, before, limit: 7 })
      expect(page.rows.length).toBeLessThanOrEqual(7)
      seen.push(...page.rows.map(({ sequence }) => sequence))
      if (page.next === null) break
      before = page.next
      // A row written meanwhile shifts nothing.
      await api.call('preferences.save', { language: 'en', theme: 'dark', density: 'normal', dismissed: [] })
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => seen.length - index))
    await expect(api.call('audit.list', { ...everything, limit: 201 })).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('is narrowed to one record and to a time, and names what it mentions', async () => {
    const { api, site } = await plant()
    const { id } = await api.call('assets.save', { id: null, site, name: 'PLC 7', kind: 'plc', networkZone: null, criticality: 'low' })
    await api.call('assets.save', { id, site, name: 'PLC 7', kind: 'plc', networkZone: null, criticality: 'high' })
    await api.call('assets.remove', { id, reason: 'scrapped' })
    const page = await api.call('audit.list', { ...everything, record: { kind: 'asset', id } })
    expect(page.rows.map(({ procedure }) => procedure)).toEqual(['assets.remove', 'assets.save', 'assets.save'])
    expect(page.rows[1]?.changes).toEqual([{ kind: 'asset', id, field: 'criticality', before: 'low', after: 'high' }])
    expect(page.rows[0]?.reason).toBe('scrapped')
    expect(page.names).toContainEqual({ id, name: 'PLC 7' })
    const at = page.rows[1]?.at ?? 0
    expect((await api.call('audit.list', { ...everything, record: { kind: 'asset', id }, to: at - hour })).rows).toEqual([])
    expect((await api.call('audit.list', { ...everything, record: { kind: 'asset', id }, from: at - hour, to: at + hour })).rows).toHaveLength(3)
  })
})

describe('looking at one person', () => {
  it('is not reached by the filter for records', async () => {
    const { api, person, second } = await plant()
    for (const record of [{ kind: 'person', id: person }, { kind: 'sign-in', id: person }, { kind: 'preferences', id: second }, { kind: 'made-up', id: person }, { kind: 'refusal', id: 'main' }]) {
      await expect(api.call('audit.list', { ...everything, record })).rejects.toMatchObject({ code: 'second-person-refused', details: { why: 'needed' } })
      await expect(api.call('audit.leaving', { from: null, to: null, record, bodies: true })).rejects.toMatchObject({ code: 'second-person-refused' })
    }
  })

  it('needs another person with the right, and is on disk before anything is shown', async () => {
    const { core: started, api, site, person, second } = await plant()
    const { id: viewer } = await api.call('accounts.add', { name: 'Cy Rot', function: '', badge: '', grants: [{ role: 'viewer', site: null }], validUntil: null, passphrase: 'a third long passphrase here' })
    await api.call('assets.save', { id: null, site, name: 'PLC 7', kind: 'plc', networkZone: null, criticality: 'low' })
    const ask = (passphrase: string, reason = 'complaint of 3 November', who = second) => api.call('audit.person', { person, from: null, to: null, reason, second: { person: who, passphrase }, limit: 3 })
    await expect(ask(testPassphrase, undefined, person)).rejects.toMatchObject({ code: 'second-person-refused', details: { why: 'same' } })
    await expect(ask('a third long passphrase here', undefined, viewer)).rejects.toMatchObject({ code: 'second-person-refused', details: { why: 'no-right' } })
    // Whoever was given a passphrase by the administrator has none of their own yet.
    const { id: given } = await api.call('accounts.add', { name: 'Di Neu', function: '', badge: '', grants: [{ role: 'auditor', site: null }], validUntil: null, passphrase: null })
    await expect(ask('anything', undefined, given)).rejects.toMatchObject({ code: 'second-person-refused', details: { why: 'no-right' } })
    for (const wrong of ['nobody has this passphrase', testPassphrase]) await expect(ask(wrong)).rejects.toMatchObject({ code: 'wrong-sign-in' })
    await expect(ask(secondPassphrase, 'too short')).rejects.toMatchObject({ code: 'invalid-input' })
    expect((await api.call('audit.list', everything)).rows.filter(({ procedure, subject }) => procedure === 'audit.person' && subject.some(({ kind }) => kind === 'person-view'))).toEqual([])
    const { view, page } = await ask(secondPassphrase)
    expect(page.rows[0]).toMatchObject({ procedure: 'audit.person', reason: 'complaint of 3 November' })
    expect(page.rows[0]?.subject).toEqual([{ kind: 'person-view', id: person }, { kind: 'second-person', id: second }])
    expect(page.rows).toHaveLength(3)
    const next = await api.call('audit.personPage', { view, before: page.next, limit: 200 })
    expect(next.rows.every(({ actor }) => actor === person)).toBe(true)
    expect(next.next).toBeNull()
    await expect(started.client('other').call('audit.personPage', { view, before: null, limit: 10 })).rejects.toMatchObject({ code: 'not-permitted' })
  })

  it('is not possible alone', async () => {
    const { api, person } = await plant({ alone: true })
    expect(await api.call('audit.seconds', {})).toEqual({ people: [] })
    await expect(api.call('audit.person', { person, from: null, to: null, reason: 'out of curiosity', second: { person, passphrase: testPassphrase }, limit: 10 })).rejects.toMatchObject({ code: 'second-person-refused', details: { why: 'alone' } })
  })
})

describe('comparing with what left the PC', () => {
  it('holds for anchor.log, a report file and paper, and contradicts what was never so', async () => {
    const here = await plant()
    const { release } = await closedIncident(here)
    await carryOut(here, release.id)
    const zip = readFileSync(join(here.core.folders.exports, `${release.name}.zip`))
    const { file } = await here.api.call('files.begin', { name: `${release.name}.zip`, mediaType: 'application/zip', size: zip.length, purpose: 'inspection' })
    await here.api.call('files.append', { file, index: 0, bytes: zip.toString('base64') })
    await here.api.call('files.finish', { file })
    const head = await here.api.call('audit.head', {})
    const lines = readFileSync(join(here.core.folders.store, 'anchor.log'), 'utf8').trimEnd().split('\n')
    const text = [...lines, `${String(head.sequence)} ${head.hash}`, `No. ${String(head.sequence)}: ${head.hash.slice(0, 16)}`, `2 ${'f'.repeat(64)}`, `99999 ${'a'.repeat(64)}`, 'good morning'].join('\n')
    const result = (await here.core.job(here.api.call('audit.compare', { text, file }))) as { readonly heads: { readonly source: string; readonly finding: string }[]; readonly unread: number; readonly verdict: string }
    expect(result.heads.slice(0, lines.length).every(({ source, finding }) => source === 'anchor' && finding === 'holds')).toBe(true)
    expect(result.heads.slice(lines.length).map(({ source, finding }) => [source, finding])).toEqual([
      ['paper', 'holds'],
      ['paper', 'holds'],
      ['paper', 'differs'],
      ['paper', 'beyond-end'],
      ['package', 'holds'],
    ])
    expect(result).toMatchObject({ unread: 1, verdict: 'genuine' })
  })
})

describe('an extract for an auditor', () => {
  it('is released, carried out, genuine for our verifier and for stock tools, and holds the chain', async () => {
    const here = await plant()
    const { api, core: started, site } = here
    const { incident } = await closedIncident(here)
    const { id: auditor } = await api.call('recipients.save', { id: null, kind: 'auditor', name: 'Audit house', label: 'audit', regime: 'agreement', phone: '', email: '', portal: '', note: '' })
    const { id: csirt } = await api.call('recipients.save', { id: null, kind: 'csirt', name: 'Another', label: 'other', regime: 'nis2', phone: '', email: '', portal: '', note: '' })
    const scope = { from: null, to: null, record: { kind: 'incident', id: incident }, bodies: true }
    const leaving = await api.call('audit.leaving', scope)
    expect(leaving.rows).toBeGreaterThan(2)
    expect(leaving.hashed).toBeGreaterThan(0)
    const choice = { site, language: 'en' as const, tlp: 'amber' as const, scope }
    await expect(started.job(api.call('audit.release', { ...choice, recipient: csirt }))).rejects.toMatchObject({ code: 'invalid-input' })
    const release = (await started.job(api.call('audit.release', { ...choice, recipient: auditor }))) as { readonly id: string; readonly name: string; readonly zipSha256: string }
    expect(release.name).toMatch(/^XX_[a-z2-7]{10}_AUD-1_audit_audit_v1$/)
    await carryOut(here, release.id)
    const verdict = await verdictOf(here, release.name)
    expect(verdict).toMatchObject({ code: 'genuine', head: { content: 'audit', incident: { number: 'AUD-1' } } })
    expect(verdict.checks.filter(({ check }) => check === 'audit')).toEqual([{ check: 'audit', subject: 'audit.jsonl', result: 'ok', fault: null }])
    // A second one has the next number; the transfer names the first.
    const again = (await started.job(api.call('audit.release', { ...choice, recipient: auditor, scope: { ...scope, record: null, bodies: false } }))) as { readonly name: string }
    expect(again.name).toContain('_AUD-2_')
    expect((await api.call('transfers.list', {})).transfers.at(-1)).toMatchObject({ release: release.id, outcome: 'written' })
    expect((await api.call('audit.releases', {})).releases.map((one) => one.release.name)).toEqual([again.name, release.name])
    stockToolsAgree(here, release.name, (await api.call('keys.anchor', {})).anchor, verdict)
  })
})

function stockToolsAgree({ core: started }: Plant, name: string, anchor: string, verdict: Verdict): void {
  const folder = join(started.folders.root, 'unpacked')
  const source = openFileSource(join(started.folders.exports, `${name}.zip`))
  const zip = readZip(source)
  for (const [path, entry] of zip.entries) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), readEntry(zip, entry, 1e8, { hash: nodeHash, inflate: nodeInflate }))
  }
  source.close()
  writeFileSync(join(folder, 'anchor'), `${anchor}\n`)
  const signer = verdict.signer?.principal ?? ''
  const run = (command: string): string => execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' })
  try {
    execFileSync('sh', ['-c', 'command -v ssh-keygen && command -v sha256sum'])
  } catch {
    process.stdout.write('not-run: ssh-keygen, sha256sum\n')
    return
  }
  expect(run(`ssh-keygen -Y verify -f anchor -I ${signer} -n cofferdam-package -s SHA256SUMS.sig < SHA256SUMS && sha256sum --strict -c SHA256SUMS`)).toContain('Good "cofferdam-package" signature')
  expect(run(`ssh-keygen -Y verify -f anchor -I ${signer} -n cofferdam-audit -s audit.jsonl.sig < audit.jsonl`)).toContain('Good "cofferdam-audit" signature')
}

describe('erasing', () => {
  it('takes bodies, bytes and names with proof; the chain verifies, copies outside stay genuine, and nothing can be carried out again', async () => {
    const here = await plant()
    const { api, core: started, person, second } = here
    const { incident, attachment, release, evidence, close } = await closedIncident(here)
    await carryOut(here, release.id)
    await carryOut(here, evidence.id)
    const erase = (items: readonly { readonly kind: 'audit-body' | 'attachment' | 'release' | 'person-name'; readonly record: string }[], who = second, passphrase = secondPassphrase) => api.call('retention.erase', { items: [...items], reason: 'asked for by the person', second: { person: who, passphrase } })
    const early = (kind: 'audit-body' | 'attachment' | 'release' | 'person-name') => api.call('retention.items', { kind, early: true, limit: 1000 })

    // Nothing of an open incident.
    await expect(erase([{ kind: 'release', record: release.id }])).rejects.toMatchObject({ code: 'conflict' })
    expect((await early('attachment')).items).toEqual([])
    await close()
    expect((await early('attachment')).items).toMatchObject([{ record: attachment, name: 'alarms.csv' }])

    // Not alone, not with one's own passphrase.
    await expect(erase([{ kind: 'release', record: release.id }], person, testPassphrase)).rejects.toMatchObject({ code: 'second-person-refused' })

    const { id: gone } = await api.call('accounts.add', { name: 'Dee Parted', function: 'shift engineer', badge: '', grants: [{ role: 'engineer', site: null }], validUntil: null, passphrase: 'a fourth long passphrase here' })
    await expect(erase([{ kind: 'person-name', record: gone }])).rejects.toMatchObject({ code: 'conflict' })
    await api.call('accounts.end', { id: gone, reason: 'left' })
    const body = (await api.call('audit.list', { ...everything, record: { kind: 'incident', id: incident } })).rows.at(-1)?.sequence ?? 0
    const { erasure } = await erase([
      { kind: 'audit-body', record: String(body) },
      { kind: 'attachment', record: attachment },
      { kind: 'release', record: release.id },
      { kind: 'person-name', record: gone },
    ])
    expect(erasure.overwrittenAt).toBeGreaterThanOrEqual(erasure.at)
    expect(erasure).toMatchObject({ actor: person, secondPerson: second, counts: { 'audit-body': 1, attachment: 1, release: 1, 'person-name': 1 } })

    const proof = await api.call('retention.proof', { sequence: erasure.sequence })
    expect(proof.items).toMatchObject([
      { kind: 'audit-body', record: String(body), name: String(body) },
      { kind: 'attachment', name: 'alarms.csv', sha256: nodeHashHex('SECRET-ATTACHMENT '.repeat(40)) },
      { kind: 'release', name: release.name, sha256: release.zipSha256 },
      { kind: 'person-name', name: '', sha256: null },
    ])
    expect((await api.call('audit.list', { ...everything, record: { kind: 'incident', id: incident } })).rows.find(({ sequence }) => sequence === body)).toMatchObject({ changes: null, erased: { sequence: erasure.sequence } })
    expect((await api.call('people.list', {})).people.find(({ id }) => id === gone)).toMatchObject({ name: null, function: 'shift engineer' })
    expect(await started.job(api.call('audit.check', {}))).toMatchObject({ intact: true, erasedBodies: 1, fault: null })

    // Copies that left stay what they are; here nothing can be composed again.
    expect((await verdictOf(here, release.name)).code).toBe('genuine')
    expect((await verdictOf(here, evidence.name)).code).toBe('genuine')
    await expect(carryOut(here, release.id)).rejects.toMatchObject({ code: 'erased' })
    await expect(carryOut(here, evidence.id)).rejects.toMatchObject({ code: 'erased' })
    expect(await api.call('reports.released', { release: release.id })).toMatchObject({ document: null, erasedAt: erasure.at })
    await expect(started.job(api.call('evidence.release', { incident, recipient: evidence.recipient, language: 'en', tlp: 'amber', files: [attachment], reason: 'again' }))).rejects.toMatchObject({ code: 'erased' })

    // Once only.
    await expect(erase([{ kind: 'release', record: release.id }])).rejects.toMatchObject({ code: 'conflict' })

    const reopened = await started.restart()
    core = reopened
    await reopened.api.call('store.open', { passphrase: testPassphrase })
    expect(await reopened.job(reopened.api.call('audit.check', {}))).toMatchObject({ intact: true, erasedBodies: 1 })
  })

  it('follows what the site decided, and says what is due', async () => {
    const { api } = await plant()
    const rules = async () => (await api.call('retention.get', {})).rules
    expect((await rules()).map(({ kind, due, decision }) => [kind, due, decision])).toEqual([
      ['person-name', 0, null],
      ['audit-body', 0, null],
      ['attachment', 0, null],
      ['release', 0, null],
      ['extract', 0, null],
    ])
    await expect(api.call('retention.decide', { kind: 'audit-body', months: 12, reason: '' })).rejects.toMatchObject({ code: 'invalid-input' })
    await api.call('retention.decide', { kind: 'audit-body', months: 12, reason: 'agreed with the works council' })
    expect((await rules())[1]).toMatchObject({ decision: { months: 12, reason: 'agreed with the works council' } })
  })

  it('is refused in a record of one person', async () => {
    const { api, person } = await plant({ alone: true })
    await expect(api.call('retention.erase', { items: [{ kind: 'audit-body', record: '1' }], reason: 'too old', second: { person, passphrase: testPassphrase } })).rejects.toMatchObject({ code: 'second-person-refused', details: { why: 'alone' } })
  })
})

function nodeHashHex(text: string): string {
  return Buffer.from(nodeHash.sha256(new TextEncoder().encode(text))).toString('hex')
}
