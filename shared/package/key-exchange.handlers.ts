import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import type { Ports } from '../ports/ports.ts'
import { parsePastedAnchors } from './allowed-signers.ts'
import { askForCertificate } from './ask-certificate.ts'
import { carryKeyFile } from './carry-key-file.ts'
import { PackageFault } from './fault.ts'
import { carriedFiles, giveCertificate, judgeRequest } from './give-certificate.ts'
import { requireKey } from './issued-keys.ts'
import { makeKey } from './key-act.ts'
import { readKeyCertificate } from './key-certificate.ts'
import type { keyExchangeContract } from './key-exchange.contract.ts'
import { keyFileBytes, type KeyFiles } from './key-file.ts'
import { readKeyRequest } from './key-request.ts'
import { exchangeState, shownAnswer, shownRequest } from './shown-exchange.ts'
import { keyFingerprint } from './ssh-key.ts'
import { judgeAnswer, takeCertificate } from './take-certificate.ts'

/** Handlers of keeping the entity's key at a head office. */
export function keyExchangeHandlers(ports: Ports): Handlers<typeof keyExchangeContract> {
  async function filesOfStaged(staged: string, owner: string): Promise<{ readonly name: string; readonly files: KeyFiles }> {
    // Only whoever brought the file may look at it.
    const { name } = ports.staging.info({ staged, owner })
    const zip = await ports.work.readKeyFile(staged)
    if ('fault' in zip) throw new PackageFault(zip.fault.code, zip.fault.subject)
    return { name, files: zip.files }
  }

  return {
    'keyExchange.state': { read: (repositories) => exchangeState(repositories, requireEntity(repositories), ports) },
    'keyExchange.ask': {
      run: ({ authority, renew, revoke, validUntil, reason, ...proof }, call) =>
        asRefusal(() =>
          makeKey(call, proof, ports, (transaction) => {
            const { id, fileName } = askForCertificate(transaction, requireEntity(transaction), { authority: keyOfCard(authority), renew, revoke, validUntil }, ports)
            transaction.because(reason)
            return { key: id, value: { id, fileName } }
          }),
        ),
    },
    'keyExchange.look': {
      run: async ({ file }, call) => {
        try {
          const { files } = await filesOfStaged(file, call.actor)
          return ports.store.read((repositories) => {
            const entity = requireEntity(repositories)
            if (files.has('request.json')) {
              const asked = readKeyRequest(files, ports)
              return { fault: null, request: shownRequest(asked, judgeRequest(repositories, entity, asked, ports), ports), answer: null }
            }
            const given = readKeyCertificate(files, ports)
            judgeAnswer(repositories, entity, given, ports)
            return { fault: null, request: null, answer: shownAnswer(repositories, given, requireKey(repositories, 'entity', entity.id), ports) }
          })
        } catch (error) {
          if (error instanceof PackageFault) return { fault: { code: error.code, subject: error.subject }, request: null, answer: null }
          throw error
        }
      },
    },
    'keyExchange.certify': {
      run: ({ file, request, validUntil, reason, ...proof }, call) =>
        asRefusal(async () => {
          const asked = readKeyRequest((await filesOfStaged(file, call.actor)).files, ports)
          if (asked.sha256 !== request) throw new DomainError('conflict', { kind: 'key-exchange' })
          return makeKey(call, proof, ports, (transaction) => {
            if (validUntil !== null && validUntil <= transaction.stamp.reading.at) throw new DomainError('instant-order')
            const { id, fileName } = giveCertificate(transaction, requireEntity(transaction), asked, validUntil, ports)
            transaction.because(reason)
            return { key: id, value: { id, fileName } }
          })
        }),
    },
    'keyExchange.take': {
      run: ({ file, authority, reason, ...proof }, call) =>
        asRefusal(async () => {
          const carried = await filesOfStaged(file, call.actor)
          const given = readKeyCertificate(carried.files, ports)
          if (keyFingerprint(given.authority, ports.hash) !== authority) throw new DomainError('conflict', { kind: 'key-exchange' })
          const list = await makeKey(call, proof, ports, (transaction) => {
            const taken = takeCertificate(transaction, requireEntity(transaction), given, carried, ports)
            transaction.because(reason)
            return { key: taken.id, value: taken.list }
          })
          // Copies of the forgotten key may lie in the log and in unused parts of the file.
          ports.lifecycle.overwriteErased()
          return { list }
        }),
    },
    'keyExchange.carry': {
      run: async ({ id, place, reason }, call) => {
        const exchange = call.read((repositories) => repositories.keyExchanges.find(id))
        if (exchange === null || exchange.side === 'taken') throw new DomainError('not-found', { kind: 'key-exchange' })
        const bytes = keyFileBytes(carriedFiles(exchange), ports.hash)
        return { transfer: await carryKeyFile({ name: exchange.fileName, bytes, place, reason }, call, ports), name: exchange.fileName }
      },
    },
  }
}

/** The key of one line of a key card; `null` for nothing. @throws invalid-input */
function keyOfCard(text: string): Uint8Array | null {
  if (text.trim() === '') return null
  try {
    const anchors = parsePastedAnchors(text)
    const [first] = anchors
    if (first !== undefined && anchors.length === 1) return first.publicKey
  } catch (error) {
    if (!(error instanceof PackageFault)) throw error
  }
  throw new DomainError('invalid-input', { fields: ['authority'] })
}

/** What the screen showed before no longer holds, or somebody left the screen out. */
async function asRefusal<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof PackageFault ? new DomainError('conflict', { kind: 'key-exchange', fault: error.code }) : error
  }
}
