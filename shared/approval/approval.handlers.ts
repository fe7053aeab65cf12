import { DomainError } from '../contract/error.ts'
import type { Call, Handlers } from '../contract/handler.ts'
import type { InputOf } from '../contract/procedure.ts'
import { requireIncident } from '../incident/incident.handlers.ts'
import { mayRead } from '../person/reach.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import { approvalSubjects } from './approval.ts'
import type { approvalContract } from './approval.contract.ts'
import { keepApproval, possibleApprovers, requirePossible, withApprover, type SecondPerson } from './beside.ts'
import { chooseDisclosing, disclosing } from './disclosing.ts'
import { mayBeChosen, policyDecision, policyKey, readApprovalPolicy, ruleFor, type PolicyDecision } from './policy.ts'
import { approvalItems, isUnsettled, type ApprovalItem } from './standing.ts'
import { approvalSubject } from './subject.ts'

type Word = Omit<InputOf<(typeof approvalContract)['approvals.beside']>, 'second'>

/** Handlers of what a second person is asked for and says. */
export function approvalHandlers(ports: Ports): Handlers<typeof approvalContract> {
  const policy = () => readApprovalPolicy(ports.assets.approvals())

  /** What is still open and shows exactly what was looked at. @throws not-found; conflict when somebody spoke meanwhile or it says something else now. */
  function requireOpen(repositories: Repositories, word: Word): ApprovalItem {
    const incident = requireIncident(repositories, word.incident)
    const item = approvalItems(repositories, incident, ports, ports.clock.read()).find(({ action, subject }) => action === word.action && subject === word.subject)
    if (item === undefined) throw new DomainError('not-found', { kind: 'approval' })
    if (item.standing !== 'open' || item.digest !== word.digest) throw new DomainError('conflict', { kind: 'approval' })
    return item
  }

  async function speak(word: Word, second: SecondPerson, call: Call): Promise<{ id: string }> {
    const requireEntitled = (repositories: Repositories): ApprovalItem => {
      const item = requireOpen(repositories, word)
      const subject = approvalSubject(repositories, word.action, item.subject, ports.hash)
      if (subject === null) throw new DomainError('not-found', { kind: 'approval' })
      requirePossible(repositories, second.person, { action: word.action, ...subject }, ports.clock.read(), ports.personKeys)
      return item
    }
    ports.store.read(requireEntitled)
    return withApprover(second, ports, (approver) => {
      const reading = ports.clock.read()
      return ports.store.write({ ...call.stamp, reading }, (transaction) => {
        // Somebody may have lost the right while the passphrase was tried.
        const { action, digest } = requireEntitled(transaction)
        const kind = approvalSubjects[action]
        const approval = approver.sign(transaction, {
          action,
          subject: { kind, id: word.subject },
          digest,
          ...(kind === 'release' ? { reportSha256: digest } : {}),
          decision: word.decision,
          words: word.words,
          recordedAt: reading.at,
        })
        keepApproval(transaction, approval)
        if (approver.person !== call.actor) transaction.changed('second-person', approver.person, null, { vouched: true })
        transaction.changed('incident', word.incident, null, { approval: approval.id })
        return { id: approval.id }
      })
    })
  }

  return {
    'approvals.tasks': {
      read: (repositories, _input, call) => {
        const now = call.stamp.reading.at
        const tasks = repositories.incidents
          .list()
          .filter(({ site }) => mayRead(call.session.who, site))
          .flatMap((incident) => {
            const { id, number, title, zone, site } = incident
            const siteName = repositories.sites.find(site)?.name ?? ''
            // In a closed incident a corrected time holds nothing up and nobody writes a next version; what nobody can review is not asked for for ever.
            return approvalItems(repositories, incident, ports, call.stamp.reading)
              .filter((item) => isUnsettled(item) && (incident.closedAt === null || (item.why !== 'claimed' && item.possible.length > 0)))
              .map((item) => ({ incident: id, number, title, zone, siteName, item }))
          })
          .sort((a, b) => (a.item.due ?? 0) - (b.item.due ?? 0))
        return { now, tasks }
      },
    },
    'approvals.list': {
      read: (repositories, { incident: id }, call) => {
        const incident = requireIncident(repositories, id)
        const now = call.stamp.reading.at
        const possible = possibleApprovers(repositories, { action: 'release-final', site: incident.site, authors: [call.actor] }, call.stamp.reading, ports.personKeys)
        return { now, items: approvalItems(repositories, incident, ports, call.stamp.reading), finalReport: { rule: ruleFor(repositories, policy(), 'final-report'), possible: possible.map((person) => person.id), leaves: disclosing(repositories)?.leaves === true } }
      },
    },
    'approvals.give': { run: ({ passphrase, ...word }, call) => speak(word, { person: call.actor, passphrase }, call) },
    'approvals.beside': {
      run: ({ second, ...word }, call) => {
        // Oneself is asked for with the permission and never by PIN.
        if (second.person === call.actor) throw new DomainError('second-person-refused', { why: 'same' })
        return speak(word, second, call)
      },
    },
    'approvals.policy': {
      read: (repositories) => {
        const { note, reviewHours, matters } = policy()
        return {
          note,
          reviewHours,
          disclosing: disclosing(repositories),
          matters: matters.map((shipped) => ({ ...shipped, proposed: shipped.rule, rule: ruleFor(repositories, policy(), shipped.matter), decision: policyDecision(repositories, shipped.matter) })),
        }
      },
    },
    'approvals.disclose': {
      commit: (transaction, { leaves, reason }, call) => {
        const before = disclosing(transaction)?.leaves ?? false
        chooseDisclosing(transaction, { leaves, reason, at: call.stamp.reading.at, actor: call.actor })
        transaction.changed('approval-policy', 'leaves', { leaves: before }, { leaves })
        transaction.because(reason)
        return {}
      },
    },
    'approvals.decide': {
      commit: (transaction, { matter, rule, reason }, call) => {
        if (!mayBeChosen(policy(), matter, rule)) throw new DomainError('policy-refused', { matter })
        const before = ruleFor(transaction, policy(), matter)
        const decision: PolicyDecision = { rule, reason, at: call.stamp.reading.at, actor: call.actor }
        transaction.settings.set(policyKey(matter), JSON.stringify(decision))
        transaction.changed('approval-policy', matter, { rule: before }, { rule })
        transaction.because(reason)
        return {}
      },
    },
  }
}
