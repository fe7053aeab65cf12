import { DomainError } from '../contract/error.ts'
import type { Handlers, JobCall } from '../contract/handler.ts'
import { isExtract, siteOf } from '../contract/touched-sites.ts'
import { anchorLine, parseAnchors, parsePastedAnchors } from '../package/allowed-signers.ts'
import { equalBytes } from '../package/bytes.ts'
import { followedTrust, isOneChain, knownKeyChanges, ownAnchor } from '../package/known-entity-keys.ts'
import { learn, memoryOf } from '../package/received-memory.ts'
import { isGenuine } from '../package/verdict.ts'
import { mayRead } from '../person/reach.ts'
import { isPermittedEverywhere } from '../person/roles.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Place, WrittenFile } from '../ports/places.ts'
import type { Release } from '../report/release.ts'
import type { transferContract } from './transfer.contract.ts'
import { placeLine } from './place-line.ts'
import type { Transfer } from './transfer.ts'

/** A release by id. @throws not-found. */
export function requireRelease(repositories: Repositories, id: string): Release {
  const release = repositories.releases.find(id)
  if (release === null) throw new DomainError('not-found', { kind: 'release' })
  return release
}

/** Handlers of carrying out and bringing in. Every attempt is logged, the failed ones too. */
export function transferHandlers(ports: Ports): Handlers<typeof transferContract> {
  async function requirePlace(id: string): Promise<Place> {
    const place = (await ports.places.list()).find((candidate) => candidate.id === id)
    if (place === undefined) throw new DomainError('place-missing')
    return place
  }

  function logged(fields: Omit<Transfer, 'id' | 'at' | 'actor'>, call: JobCall): Transfer {
    return { ...fields, id: ports.ids.id(), at: ports.clock.read().at, actor: call.actor }
  }

  /** A failed attempt has its own row: who, when, which stick, what went wrong. The job then ends with the same error. */
  function logFailure(fields: Omit<Transfer, 'id' | 'at' | 'actor' | 'outcome' | 'detail'>, error: unknown, call: JobCall): void {
    const detail = error instanceof DomainError ? error.code : 'internal'
    const transfer = logged({ ...fields, outcome: 'failed', detail }, call)
    ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
      transaction.transfers.add(transfer)
      transaction.changed('transfer', transfer.id, null, { outcome: transfer.outcome, detail, fileName: transfer.fileName })
    })
  }

  async function carry(
    input: { readonly release: string; readonly place: string },
    reason: string,
    call: JobCall,
    work: (release: string, place: string) => Promise<readonly WrittenFile[]>,
    outcomeOf: (files: readonly WrittenFile[]) => Transfer['outcome'],
  ): Promise<{ transfer: string; files: WrittenFile[] }> {
    const release = call.read((repositories) => requireRelease(repositories, input.release))
    const place = await requirePlace(input.place)
    const fields = {
      direction: 'out' as const,
      release: release.id,
      place: placeLine(place.label),
      fileName: `${release.name}.zip`,
      size: release.zipSize,
      sha256: release.zipSha256,
      reason,
    }
    let files: readonly WrittenFile[]
    try {
      files = await work(release.id, place.id)
    } catch (error) {
      logFailure(fields, error, call)
      throw error
    }
    const transfer = logged({ ...fields, outcome: outcomeOf(files), detail: '' }, call)
    try {
      call.finish((transaction) => {
        transaction.transfers.add(transfer)
        transaction.changed('transfer', transfer.id, null, { outcome: transfer.outcome, place: transfer.place, fileName: transfer.fileName })
        if (reason !== '') transaction.because(reason)
        return null
      })
    } catch (error) {
      // Cancelled when the files were there already: that they were carried must not go unlogged.
      logFailure(fields, error, call)
      throw error
    }
    ports.lifecycle.anchor('export')
    return { transfer: transfer.id, files: [...files] }
  }

  return {
    'places.list': { run: async () => ({ places: [...(await ports.places.list())] }) },
    'transfers.export': {
      run: (input, call) =>
        carry(
          input,
          input.reason,
          call,
          (release, place) => ports.work.exportRelease(release, place, call.control),
          (files) => (files.every((file) => file.outcome === 'already-there') ? 'already-there' : 'written'),
        ),
    },
    'transfers.check': {
      run: (input, call) =>
        carry(
          input,
          '',
          call,
          (release, place) => ports.work.checkRelease(release, place, call.control),
          () => 'checked-on-stick',
        ),
    },
    'transfers.list': {
      read: (repositories, _input, { session: { who } }) => {
        const mayReadAudit = who.kind === 'person' && isPermittedEverywhere(who.grants, 'audit.read')
        // What was brought in belongs to no site.
        const isTold = (release: string): boolean => {
          const site = siteOf(repositories, 'release', release)
          return (site === null || mayRead(who, site)) && (mayReadAudit || !isExtract(repositories, release))
        }
        return { transfers: repositories.transfers.list().filter(({ release }) => release === null || isTold(release)) }
      },
    },
    'packages.verify': {
      run: async ({ file, anchors, remember }, call) => {
        const info = ports.staging.info({ staged: file, owner: call.actor })
        const trust = call.read((repositories) => {
          const lines = [...new Set([ownAnchor(repositories), ...readAnchors(anchors)])]
          const entities = [...new Set(parseAnchors(lines.join('\n')).map((anchor) => anchor.entity))]
          requireOneKeyEach(repositories, lines)
          return { ...followedTrust(repositories, lines, ports), received: memoryOf(repositories, entities), after: null, fileName: info.name }
        })
        const verdict = await ports.work.verify(file, trust, ports.clock.read().at, call.control)
        const transfer = logged(
          {
            direction: 'in',
            release: null,
            place: '',
            fileName: info.name.slice(0, 200),
            size: info.size,
            sha256: info.sha256,
            reason: '',
            outcome: isGenuine(verdict.code) ? 'genuine' : 'not-genuine',
            detail: verdict.code,
          },
          call,
        )
        call.finish((transaction) => {
          transaction.transfers.add(transfer)
          transaction.changed('transfer', transfer.id, null, { outcome: transfer.outcome, detail: transfer.detail, fileName: transfer.fileName })
          if (remember) learn(transaction, verdict)
          return null
        })
        return verdict
      },
    },
  }

  /**
   * One entity, one key, or keys whose change was accepted: under the code of another, a second key could have its own lists of keys and
   * packages remembered as that entity's, and the true ones would then count as revoked or replayed.
   */
  function requireOneKeyEach(repositories: Repositories, lines: readonly string[]): void {
    const keys = new Map<string, Uint8Array>()
    for (const { entity, publicKey } of parseAnchors(lines.join('\n'))) {
      const known = keys.get(entity)
      if (known !== undefined && !equalBytes(known, publicKey) && !isOneChain(known, publicKey, knownKeyChanges(repositories, entity, ports))) throw new DomainError('invalid-input', { fields: ['anchors'] })
      keys.set(entity, publicKey)
    }
  }

  /** Lines of key cards as pasted or read; anything else is told, not guessed. */
  function readAnchors(text: string): string[] {
    try {
      return parsePastedAnchors(text).map(anchorLine)
    } catch {
      throw new DomainError('invalid-input', { fields: ['anchors'] })
    }
  }
}
