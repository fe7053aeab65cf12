import { disclosing } from '../approval/disclosing.ts'
import { commandHandler, type Handlers } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { earliestNow, latestNow } from '../clock/clock-record.ts'
import { requireIncident } from '../incident/incident.handlers.ts'
import { recordStatement } from '../incident/signed-statement.ts'
import { canonicalJson, type JsonValue } from '../package/canonical-json.ts'
import type { Ports } from '../ports/ports.ts'
import { asPicture } from '../register/register.ts'
import { requireRelease } from '../transfer/transfer.handlers.ts'
import { whatLeaves } from './disclosure.ts'
import { releaseEvidence } from './evidence.ts'
import { addRelease, releaseOf } from './frozen-release.ts'
import { phoneSheet } from './phone-sheet.ts'
import { openForm, readDraft } from './report-form.ts'
import { planReport, sealReport, unnamedAuthority, type SealedReport } from './releasing.ts'
import { keepSecond, planSecond, signBeside, type SecondSignature } from './second-signature.ts'
import { reportJsonSchema } from './report-json.ts'
import { reportDocument } from './report-sheet.ts'
import { keepToldAnswers } from './told-answers.ts'
import type { reportContract } from './report.contract.ts'
import { reviewAt } from './review.ts'
import type { Acknowledgement, Submission } from './submission.ts'

/** What a second person has to do with a release. */
interface Beside {
  readonly beside: SecondSignature
  /** Id of what will be released. */
  readonly id: string
}

/** Handlers of writing, reviewing, releasing and submitting reports. */
export function reportHandlers(ports: Ports): Handlers<typeof reportContract> {
  return {
    'reports.form': {
      read: (repositories, { incident: id, stage }, call) => {
        const incident = requireIncident(repositories, id)
        const form = openForm(repositories, incident, stage, call.actor, ports, call.stamp.reading.at)
        const latest = repositories.releases.list(id).findLast((release) => release.stage === stage) ?? null
        return {
          fields: { ...form.content },
          prefilled: [...form.prefilled],
          savedAt: form.savedAt,
          review: reviewAt(stage, form.content, form.facts, latestNow(repositories, call.stamp.reading)),
          latest,
        }
      },
    },
    'reports.saveDraft': {
      commit: (transaction, { incident: id, stage, fields }, call) => {
        const incident = requireIncident(transaction, id)
        const content = readDraft(stage, fields)
        const savedAt = call.stamp.reading.at
        transaction.drafts.save({ incident: id, stage, fieldsText: canonicalJson(content as JsonValue), savedAt, author: call.actor })
        const { facts } = openForm(transaction, incident, stage, call.actor, ports, savedAt)
        return { savedAt, review: reviewAt(stage, content, facts, latestNow(transaction, call.stamp.reading)) }
      },
    },
    'reports.discardDraft': {
      commit: (transaction, { incident: id, stage }) => {
        const draft = transaction.drafts.find(id, stage)
        if (draft === null) throw new DomainError('not-found', { kind: 'draft' })
        transaction.drafts.remove(id, stage)
        transaction.changed('draft', id, { stage, savedAt: draft.savedAt }, null)
        return {}
      },
    },
    'reports.preview': {
      read: (repositories, choice, call) => {
        const plan = planReport(repositories, requireIncident(repositories, choice.incident), choice, call, ports)
        return {
          document: reportDocument(plan.report, choice.language, { draft: true }),
          review: plan.review,
          leaving: whatLeaves(plan.report),
          version: plan.position.version,
        }
      },
    },
    'reports.release': commandHandler<(typeof reportContract)['reports.release'], SealedReport & Beside & { readonly draft: string | null }>({
      prepare: async (repositories, choice, call) => {
        const beside = planSecond(repositories, requireIncident(repositories, choice.incident), choice, call, ports)
        const plan = planReport(repositories, requireIncident(repositories, choice.incident), choice, call, ports)
        const head = repositories.audit.head()
        const draft = repositories.drafts.find(choice.incident, choice.stage)?.fieldsText ?? null
        const id = ports.ids.id()
        const leaves = disclosing(repositories)?.leaves === true
        const sealed = await sealReport(plan, choice, call, head, { leaves, sign: (digest) => signBeside(beside, { id, digest }, call, ports) }, ports)
        return { ...sealed, draft, beside, id }
      },
      commit: (transaction, choice, call, { plan, sealed, draft, beside, id, digest, signed, signing }) => {
        const release = releaseOf(sealed, plan, choice, call, id)
        addRelease(transaction, release, sealed.files)
        if (signing !== null) {
          transaction.pdfSignings.add({ release: id, ...signing })
          transaction.changed('plant-certificate', signing.certificate, null, { release: id, outcome: signing.outcome })
        }
        keepSecond(transaction, beside, signed, { id, digest }, plan.incident, call, ports)
        recordStatement(
          transaction,
          plan.incident,
          { anchor: 'released', stage: choice.stage, instant: earliestNow(transaction, call.stamp.reading), dueBy: null, basis: release.name, supersedes: null, reason: null },
          call,
          ports,
        )
        keepToldAnswers(transaction, release, plan.content, call, ports)
        // What was typed while the release was made is not in it, so that draft stays.
        if (transaction.drafts.find(choice.incident, choice.stage)?.fieldsText === draft) transaction.drafts.remove(choice.incident, choice.stage)
        return release
      },
      committed: () => {
        ports.lifecycle.anchor('release')
      },
    }),
    'reports.released': {
      read: (repositories, { release: id }) => {
        const release = requireRelease(repositories, id)
        const files = repositories.releases.files(id)
        const json = files.find((file) => file.path === 'report.json')?.bytes ?? null
        return {
          release,
          document: json === null ? null : reportDocument(reportJsonSchema.parse(JSON.parse(new TextDecoder().decode(json))), release.language),
          erasedAt: repositories.erasures.of({ kind: release.content === 'audit' ? 'extract' : 'release', record: id })?.at ?? null,
          files: files.map(({ path, size, sha256 }) => ({ path, size, sha256 })),
        }
      },
    },
    'reports.file': {
      run: ({ release: id, path }, call) => {
        const { name, file } = ports.store.read((repositories) => ({
          name: requireRelease(repositories, id).name,
          file: repositories.releases.files(id).find((candidate) => candidate.path === path),
        }))
        if (file === undefined || file.bytes === null) throw new DomainError('not-found', { kind: 'file' })
        const fileName = path === 'report.pdf' ? `${name}.pdf` : path.replaceAll('/', '_')
        const staged = ports.staging.put({ session: call.session.id, owner: call.actor, name: fileName, mediaType: file.mediaType, bytes: file.bytes })
        return { file: staged, name: fileName, size: file.size }
      },
    },
    'reports.phoneSheet': {
      read: (repositories, { incident: id, stage, language }, call) => {
        const incident = requireIncident(repositories, id)
        const authority = repositories.recipients.list().find((recipient) => recipient.kind === 'csirt' || recipient.kind === 'authority')
        const choice = { incident: id, stage, recipient: authority?.id ?? unnamedAuthority.id, language, tlp: 'amber' as const, reason: null }
        const plan = planReport(repositories, incident, choice, call, ports)
        const sheet = phoneSheet(plan.report, language, (bytes) => ports.hash.sha256(bytes), { draft: true })
        return { lines: [...sheet.lines], code: sheet.code, document: sheet.document }
      },
    },
    'evidence.release': { run: (choice, call) => releaseEvidence(choice, call, ports) },
    'submissions.record': {
      commit: (transaction, input, call) => {
        const incident = requireIncident(transaction, input.incident)
        const release = input.release === null ? null : requireRelease(transaction, input.release)
        if (release !== null && (release.incident !== incident.id || release.stage !== input.stage)) throw new DomainError('not-found', { kind: 'release' })
        if (input.recipient !== null && transaction.recipients.find(input.recipient) === null) throw new DomainError('not-found', { kind: 'recipient' })
        const statement = recordStatement(
          transaction,
          incident,
          { anchor: 'submitted', stage: input.stage, instant: input.instant, dueBy: null, basis: input.channel, supersedes: null, reason: input.reason },
          call,
          ports,
        )
        const { reason: _reason, ...fields } = input
        const submission: Submission = {
          ...fields,
          id: ports.ids.id(),
          zone: incident.zone,
          statement: statement.id,
          recordedAt: call.stamp.reading.at,
          author: call.actor,
        }
        transaction.submissions.add(submission)
        transaction.changed('submission', submission.id, null, asPicture(submission))
        return { id: submission.id }
      },
    },
    'submissions.acknowledge': {
      commit: (transaction, input, call) => {
        if (transaction.submissions.find(input.submission) === null) throw new DomainError('not-found', { kind: 'submission' })
        const record: Acknowledgement = { ...input, id: ports.ids.id(), recordedAt: call.stamp.reading.at, author: call.actor }
        transaction.acknowledgements.add(record)
        transaction.changed('acknowledgement', record.id, null, asPicture(record))
        return { id: record.id }
      },
    },
  }
}
