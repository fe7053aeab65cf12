import type { Handlers } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireStanding } from '../contract/permit.ts'
import { followedTrust, ownAnchor } from '../package/known-entity-keys.ts'
import { isGenuine } from '../package/verdict.ts'
import type { Ports } from '../ports/ports.ts'
import type { AuditFilter, Repositories } from '../ports/repositories.ts'
import type { auditContract } from './audit.contract.ts'
import { releaseExtract } from './audit-release.ts'
import { pageOf, type AuditPage } from './entry.ts'
import { leavingOf, planExtract } from './extract-plan.ts'
import { compareHeads, headsInText, type KnownHead } from './known-heads.ts'
import { createPersonViews, requireNoPerson } from './person-view.ts'
import { possibleSeconds, requireSecondPerson } from './second-person.ts'

/** Most points that one comparison takes. */
const mostHeads = 2000

/** Handlers of reading, checking and handing out the record of events. */
export function auditHandlers(ports: Ports): Handlers<typeof auditContract> {
  const views = createPersonViews(ports.ids)

  function readPage(repositories: Repositories, filter: AuditFilter, before: number | null, limit: number): AuditPage {
    return pageOf(repositories, repositories.audit.page(filter, before, limit + 1), limit)
  }

  return {
    'audit.head': { read: (repositories) => repositories.audit.head() },
    'audit.check': {
      run: async (_input, call) => {
        const result = await ports.work.checkRecord(call.control)
        return call.finish((transaction) => {
          transaction.changed('record-check', transaction.facts.storeId, null, {
            intact: result.intact,
            rows: result.rows,
            fault: result.fault,
            faultSequence: result.faultSequence,
          })
          return result
        })
      },
    },
    'audit.list': {
      read: (repositories, { record, from, to, before, limit }) => {
        requireNoPerson(record, repositories)
        return readPage(repositories, { record, from, to, actor: null }, before, limit)
      },
    },
    'audit.seconds': {
      read: (repositories, _input, call) => ({ people: possibleSeconds(repositories, call.actor, call.stamp.reading, ports.personKeys).map(({ id }) => id) }),
    },
    'audit.person': {
      run: async ({ person, from, to, reason, second, limit }, call) => {
        if (ports.store.read((repositories) => repositories.people.find(person)) === null) throw new DomainError('not-found', { kind: 'person' })
        await requireSecondPerson(call, second, ports)
        const reading = ports.clock.read()
        // Who asked, who vouched and why is on disk before anything is shown.
        ports.store.write({ ...call.stamp, reading }, (transaction) => {
          requireStanding({ needs: 'audit.read', touches: 'all-sites' }, call.session.who, transaction)
          transaction.changed('person-view', person, null, { from, to })
          transaction.changed('second-person', second.person, null, { vouched: true })
          transaction.because(reason)
        })
        const view = views.allow({ session: call.session.id, viewer: call.actor, person, from, to, since: reading.uptime })
        return { view, page: ports.store.read((repositories) => readPage(repositories, { record: null, from, to, actor: person }, null, limit)) }
      },
    },
    'audit.personPage': {
      read: (repositories, { view: id, before, limit }, call) => {
        const { person, from, to } = views.require(id, call.session.id, call.actor, call.stamp.reading.uptime)
        return readPage(repositories, { record: null, from, to, actor: person }, before, limit)
      },
    },
    'audit.compare': {
      run: async ({ text, file }, call) => {
        const pasted = headsInText(text)
        const carried = file === null ? null : await headInFile(file)
        const heads: KnownHead[] = [...pasted.heads, ...(carried?.head == null ? [] : [carried.head])].slice(0, mostHeads)
        return call.finish((transaction) => {
          const compared = compareHeads(heads, transaction)
          const told = { compared: compared.length, holding: compared.filter(({ finding }) => finding === 'holds').length, contradicting: compared.filter(({ finding }) => finding === 'differs' || finding === 'beyond-end').length }
          transaction.changed('record-check', transaction.facts.storeId, null, told)
          return { heads: compared, unread: pasted.unread, verdict: carried?.verdict ?? null }
        })

        async function headInFile(staged: string) {
          const info = ports.staging.info({ staged, owner: call.actor })
          const trust = call.read((repositories) => followedTrust(repositories, [ownAnchor(repositories)], ports))
          const verdict = await ports.work.verify(staged, { ...trust, received: null, after: null, fileName: info.name }, ports.clock.read().at, call.control)
          // Only what the entity's own key signed speaks about this record.
          const proven = isGenuine(verdict.code) && verdict.record !== null ? verdict.record : null
          const head: KnownHead | null = proven === null ? null : { source: 'package', sequence: proven.sequence, head: proven.head, line: proven.line, storeId: null, at: verdict.head?.releasedAt ?? null }
          return { verdict: verdict.code, head }
        }
      },
    },
    'audit.leaving': {
      read: (repositories, scope) => {
        requireNoPerson(scope.record, repositories)
        return leavingOf(repositories, planExtract(repositories, scope))
      },
    },
    'audit.release': { run: (choice, call) => releaseExtract(choice, call, ports) },
    'audit.releases': {
      read: (repositories) => ({
        releases: repositories.auditReleases
          .list()
          .slice(0, 500)
          .map((release) => ({ release, head: release.auditHead, erasedAt: repositories.erasures.of({ kind: 'extract', record: release.id })?.at ?? null })),
      }),
    },
  }
}
