import { join } from 'node:path'
import { fixedClock } from './fixed-ports.ts'
import { startTestCore, testPassphrase, type TestCore } from './in-process.ts'
import { handOver, reportingPlant, type ReportingPlant } from './released-files.ts'

/** A plant, and a head office that is to keep the key of the plant's entity. */
export interface ExchangingRecords {
  readonly clock: ReturnType<typeof fixedClock>
  readonly plant: TestCore & ReportingPlant
  readonly office: TestCore
  /** Asks for certificates and carries the request out. @returns path of the file. */
  ask(changes?: Partial<Asked>): Promise<string>
  /** What the head office sees. */
  lookAt(path: string): ReturnType<TestCore['api']['call']>
  /** Certifies and carries the answer out. @returns path of the file. */
  certify(path: string, validUntil?: number | null): Promise<string>
  /** Takes an answer over at the plant. */
  take(path: string): Promise<unknown>
  /** A request and its answer, taken over. @returns paths of both files. */
  exchange(changes?: Partial<Asked>): Promise<{ readonly request: string; readonly answer: string }>
  remove(): Promise<void>
}

interface Asked {
  readonly authority: string
  readonly renew: readonly string[]
  readonly revoke: readonly { readonly key: string; readonly since: number; readonly reason: string }[]
  readonly validUntil: number | null
}

const act = { reason: 'the key is kept at the head office', passphrase: testPassphrase, second: null }

/** Founds both, each with one person. */
export async function exchangingRecords(): Promise<ExchangingRecords> {
  const clock = fixedClock()
  const core = startTestCore({ clock })
  const plant = { ...core, ...(await reportingPlant(core)) }
  const office = startTestCore({ clock })
  await office.create({ entityName: 'Zentrale', siteName: 'Verwaltung' })
  const ask: ExchangingRecords['ask'] = async (changes = {}) => {
    const { anchor } = await office.api.call('keys.anchor', {})
    const { id } = await core.api.call('keyExchange.ask', { authority: anchor, renew: [], revoke: [], validUntil: null, ...act, ...changes } as never)
    return carry(core, id)
  }
  const certify: ExchangingRecords['certify'] = async (path, validUntil = null) => {
    const file = await handOver(office, path)
    const { request, fault } = await office.api.call('keyExchange.look', { file })
    if (request === null) throw new Error(`not certified: ${String(fault?.code)}`)
    const { id } = await office.api.call('keyExchange.certify', { file, request: request.request, validUntil, ...act })
    return carry(office, id)
  }
  const take: ExchangingRecords['take'] = async (path) => {
    const { entityFingerprint } = await office.api.call('keys.card', { language: 'en' })
    return core.api.call('keyExchange.take', { file: await handOver(core, path), authority: entityFingerprint, ...act })
  }
  return {
    clock,
    plant,
    office,
    ask,
    lookAt: async (path) => office.api.call('keyExchange.look', { file: await handOver(office, path) }),
    certify,
    take,
    async exchange(changes = {}) {
      const request = await ask(changes)
      const answer = await certify(request)
      await take(answer)
      return { request, answer }
    },
    async remove() {
      await core.remove()
      await office.remove()
    },
  }
}

/** Carries a request or an answer into the export folder. @returns path of the file. */
export async function carry(core: TestCore, id: string): Promise<string> {
  const { places } = await core.api.call('places.list', {})
  const place = places.find(({ kind }) => kind === 'folder')?.id ?? ''
  const { name } = (await core.job(core.api.call('keyExchange.carry', { id, place, reason: '' }))) as { readonly name: string }
  return join(core.folders.exports, name)
}
