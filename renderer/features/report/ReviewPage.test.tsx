import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Request } from '../../../shared/contract/wire.ts'
import type { Permission } from '../../../shared/person/permission.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Release } from '../../../shared/report/release.ts'
import { reportDocument } from '../../../shared/report/report-sheet.ts'
import type { Review } from '../../../shared/report/review.ts'
import { authority, earlyWarning, sampleFacts, sampleReport } from '../../../test/report/samples.ts'
import { byRole, fakeApi, press, render, settled, type, type Rendered } from '../../test-support/render.tsx'
import { PermittedProvider } from '../../ui/permitted.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { openedDraft } from './draft-state.ts'
import { ReviewPage } from './ReviewPage.tsx'

const clean: Review = { missingByLaw: [], askedByForm: [], open: [], notKnown: [], warnings: [] }
const recipient = { ...authority, phone: '', email: '', portal: '', note: '', createdAt: 0 }
const view: IncidentView = {
  incident: sampleFacts.incident,
  siteName: sampleFacts.site.name,
  courierMinutes: 45,
  answers: [],
  statements: [],
  chronology: [],
  claims: [],
  readings: [],
  affected: [],
  attachments: [],
  releases: [],
  submissions: [],
  deadlines: [],
  ahead: [],
  now: sampleFacts.incident.recordedAt,
}
const released = {
  id: 'r'.repeat(26),
  incident: view.incident.id,
  content: 'report',
  stage: 'early-warning',
  version: 1,
  recipient: recipient.id,
  fieldsText: JSON.stringify({ ...earlyWarning, shortDescription: 'before' }),
  language: 'en',
} as Release

let shown: Rendered | undefined
let calls: Request[] = []
beforeEach(() => {
  calls = []
})
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

async function open({ recipients = [recipient], review = clean, releases = [] as Release[], permitted = null as readonly Permission[] | null } = {}) {
  const api = fakeApi((request) => {
    calls.push(request)
    switch (request.name) {
      case 'recipients.list':
        return { recipients }
      case 'recipients.save':
        return { id: recipient.id }
      case 'reports.preview':
        return { document: reportDocument(sampleReport('early-warning', earlyWarning), 'en', { draft: true }), review, leaving: [], version: releases.length + 1 }
      case 'approvals.list':
        return { now: 0, items: [], finalReport: { rule: 'two', possible: [], leaves: false } }
      default:
        return {}
    }
  })
  const draft = openedDraft('early-warning', { fields: { ...earlyWarning, shortDescription: 'after' }, prefilled: [], savedAt: 1, review })
  const keeper = createDraftKeeper(draft, () => Promise.resolve({ ok: true, value: { savedAt: 2, review } }))
  shown = await render(
    <PermittedProvider value={permitted}>
      <ReviewPage view={{ ...view, releases }} stage="early-warning" title="Early warning, INC-7" opened={{ keeper, latest: null }} />
    </PermittedProvider>,
    { api },
  )
  await settled()
  return shown.container
}
const asked = (name: string): unknown[] => calls.filter((call) => call.name === name).map((call) => call.input)

describe('review', () => {
  it('needs no more than a name where nobody is there yet to get the report', async () => {
    await open({ recipients: [] })
    expect(document.activeElement).toBe(byRole('textbox', 'Name of the authority or office'))
    await press(byRole('button', 'Add recipient'))
    expect(asked('recipients.save')).toEqual([])
    await type(byRole('textbox', 'Name of the authority or office'), 'Bundesamt (BSI)')
    await press(byRole('button', 'Add recipient'))
    expect(asked('recipients.save')).toEqual([expect.objectContaining({ id: null, kind: 'authority', name: 'Bundesamt (BSI)', label: 'bsi', regime: 'nis2' })])
  })

  it('does not release while an answer that the law asks is missing, and leads to its field', async () => {
    const container = await open({ review: { ...clean, missingByLaw: [{ field: 'suspectedMalicious', code: 'missing', article: 'NIS2 Art 23(4)(a)' }] } })
    expect(container.textContent).toContain('1 answer that the law asks for is missing.')
    await press(byRole('button', 'Release early warning'))
    expect(document.querySelector('[role="dialog"]')).toBeNull()
    expect(container.querySelector(`a[href$="/incidents/${view.incident.id}/report/early-warning/law/suspectedMalicious"]`)?.textContent).toBe('Suspected unlawful or malicious act')
  })

  it('says who may release to a person who may only write', async () => {
    const container = await open({ permitted: ['record.read', 'report.write'] })
    expect(container.textContent).toContain('Your roles let you write this report, not release it.')
    await press(byRole('button', 'Release early warning'))
    expect(document.querySelector('[role="dialog"]')).toBeNull()
  })

  it('says exactly what will happen, and releases for the chosen recipient', async () => {
    await open({ review: { ...clean, notKnown: [{ field: 'possibleCrossBorder', code: 'not-known', article: null }] } })
    await press(byRole('button', 'Release early warning'))
    const dialog = document.querySelector('[role="dialog"]')
    expect(dialog?.textContent).toContain('Version 1 of the early warning for Bundesamt für Sicherheit in der Informationstechnik is frozen and signed')
    expect(dialog?.textContent).toContain('Nothing is sent.')
    expect(dialog?.textContent).toContain('1 question is answered')
    const [, last] = [...document.querySelectorAll('button')].filter((button) => button.textContent === 'Release early warning')
    if (last === undefined) throw new Error('no button in the dialog')
    await press(last)
    expect(asked('reports.release')).toEqual([{ incident: view.incident.id, stage: 'early-warning', recipient: recipient.id, language: 'en', tlp: 'amber', reason: null }])
  })

  it('asks why a released version is corrected, shows old and new, and leaves the focus where somebody types', async () => {
    const container = await open({ releases: [released] })
    expect(container.textContent).toContain('Say why the released version is corrected.')
    expect(container.querySelector('del')?.textContent).toBe('before')
    const reason = byRole('textbox', 'Why is it corrected?')
    expect(document.activeElement).toBe(reason)
    await type(reason, 'a')
    expect(container.textContent).not.toContain('Say why the released version is corrected.')
    expect(document.activeElement).toBe(reason)
  })
})
