import { keepApproval, requirePossible, withApprover } from '../approval/beside.ts'
import { erasureText } from '../approval/subject.ts'
import { rowHash } from '../audit/chain.ts'
import { readRowText } from '../audit/stored-text.ts'
import type { Handlers } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireStanding } from '../contract/permit.ts'
import { toHex, utf8 } from '../package/bytes.ts'
import type { Instant } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Erasable, ErasableKind, Erasure } from './erasure.ts'
import type { retentionContract } from './retention.contract.ts'
import { decisionKey, decisionOf, dueBefore, readRetentionProfile, type RetentionDecision, type RetentionProfile } from './rules.ts'

/** The wall clock of the last entry of the backup that this record goes on from; `null` when it was never restored. */
function continuedFrom(repositories: Repositories): Instant | null {
  const line = repositories.audit.lines().at(-1)
  if (line === undefined || line.parentLine === null) return null
  const [last] = repositories.audit.list(line.parentSequence - 1, 1)
  return last === undefined ? null : (readRowText(last.rowText)?.value.at ?? null)
}

/** Handlers of the rules of keeping and of erasing with proof. */
export function retentionHandlers(ports: Ports): Handlers<typeof retentionContract> {
  let profile: RetentionProfile | null = null
  function shipped(): RetentionProfile {
    profile ??= readRetentionProfile(ports.assets.retention())
    return profile
  }

  function monthsOf(repositories: Repositories, kind: ErasableKind): number | null {
    const decision = decisionOf(repositories, kind)
    return decision === null ? (shipped().rules.find((rule) => rule.kind === kind)?.months ?? null) : decision.months
  }

  function due(repositories: Repositories, kind: ErasableKind, now: Instant, limit: number) {
    const before = dueBefore(now, monthsOf(repositories, kind))
    return before === null ? { count: 0, items: [] } : repositories.erasures.due(kind, before, limit)
  }

  /** Refuses what is not there, was erased before, or belongs to an incident that is still open. */
  function requireErasable(repositories: Repositories, items: readonly Erasable[], now: Instant): void {
    for (const kind of new Set(items.map((item) => item.kind))) {
      const allowed = new Set(repositories.erasures.due(kind, now + 1, Number.MAX_SAFE_INTEGER).items.map(({ record }) => record))
      const refused = items.find((item) => item.kind === kind && !allowed.has(item.record))
      if (refused !== undefined) throw new DomainError('conflict', { what: 'not-erasable', kind })
    }
    if (new Set(items.map(({ kind, record }) => `${kind} ${record}`)).size < items.length) throw new DomainError('invalid-input', { fields: ['items'] })
  }

  return {
    'retention.get': {
      read: (repositories, _input, call) => ({
        continuedFrom: continuedFrom(repositories),
        note: shipped().note,
        rules: shipped().rules.map(({ kind, begins, months, why, source }) => ({
          kind,
          begins,
          proposed: months,
          why,
          source,
          decision: decisionOf(repositories, kind),
          due: due(repositories, kind, call.stamp.reading.at, 1).count,
        })),
      }),
    },
    'retention.decide': {
      commit: (transaction, { kind, months, reason }, call) => {
        const before = decisionOf(transaction, kind)
        const after: RetentionDecision = { months, reason, at: call.stamp.reading.at, actor: call.actor }
        transaction.settings.set(decisionKey(kind), JSON.stringify(after))
        transaction.changed('retention', kind, before === null ? null : { months: before.months }, { months })
        transaction.because(reason)
        return {}
      },
    },
    'retention.items': {
      read: (repositories, { kind, early, limit }, call) => {
        const now = call.stamp.reading.at
        const { count, items } = early ? repositories.erasures.due(kind, now + 1, limit) : due(repositories, kind, now, limit)
        return { count, items: [...items] }
      },
    },
    'retention.erase': {
      run: async ({ items, reason, second }, call) => {
        ports.store.read((repositories) => {
          requireErasable(repositories, items, ports.clock.read().at)
        })
        const secondPerson = second.person
        ports.store.read((repositories) => {
          requirePossible(repositories, secondPerson, { action: 'erase', site: null, authors: [call.actor] }, ports.clock.read(), ports.personKeys)
        })
        const sequence = await withApprover(second, ports, (approver) => {
          const reading = ports.clock.read()
          return ports.store.write({ ...call.stamp, reading }, (transaction) => {
            requireStanding({ needs: 'store.manage', touches: 'all-sites' }, call.session.who, transaction)
            requireErasable(transaction, items, reading.at)
            const row = transaction.audit.head().sequence + 1
            const digest = toHex(ports.hash.sha256(utf8(erasureText(items, reason))))
            keepApproval(transaction, approver.sign(transaction, { action: 'erase', subject: { kind: 'erasure', id: String(row) }, digest, decision: 'agreed', words: '', recordedAt: reading.at }))
            transaction.changed('second-person', secondPerson, null, { vouched: true })
            transaction.erase({ items, secondPerson, reason })
            return row
          })
        })
        ports.lifecycle.overwriteErased()
        return { erasure: ports.store.read((repositories) => requireErasure(repositories, sequence)) }
      },
    },
    'retention.erasures': { read: (repositories) => ({ erasures: [...repositories.erasures.list(200)] }) },
    'retention.proof': {
      read: (repositories, { sequence }) => {
        const erasure = requireErasure(repositories, sequence)
        const [record] = repositories.audit.list(sequence - 1, 1)
        if (record === undefined) throw new DomainError('not-found', { kind: 'erasure' })
        const hashOfRow = toHex(rowHash(ports.hash, record.rowText))
        return { erasure, items: [...repositories.erasures.items(sequence)], rowHash: hashOfRow, chainHash: record.hash }
      },
    },
  }
}

function requireErasure(repositories: Repositories, sequence: number): Erasure {
  const erasure = repositories.erasures.find(sequence)
  if (erasure === null) throw new DomainError('not-found', { kind: 'erasure' })
  return erasure
}
