import { afterEach, describe, expect, it } from 'vitest'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { phoneSheet } from '../../../shared/report/phone-sheet.ts'
import { earlyWarning, sampleFacts, sampleReport } from '../../../test/report/samples.ts'
import { byRole, fakeApi, render, settled, type Rendered } from '../../test-support/render.tsx'
import { createDraftKeeper } from './draft-keeper.ts'
import { openedDraft } from './draft-state.ts'
import { PhoneSheetPage } from './PhoneSheetPage.tsx'

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

describe('the phone page', () => {
  it('reads the early warning aloud although nobody entered a contact yet', async () => {
    const sheet = phoneSheet(sampleReport('early-warning', earlyWarning), 'en', () => new Uint8Array(32).fill(7), { draft: true })
    const api = fakeApi((request) => {
      if (request.name === 'reports.phoneSheet') return sheet
      return request.name === 'recipients.list' ? { recipients: [] } : {}
    })
    const review = { missingByLaw: [], askedByForm: [], open: [], notKnown: [], warnings: [] }
    const keeper = createDraftKeeper(openedDraft('early-warning', { fields: earlyWarning, prefilled: [], savedAt: 1, review }), () => Promise.resolve({ ok: true, value: { savedAt: 2, review } }))
    const view = { incident: sampleFacts.incident } as IncidentView
    shown = await render(<PhoneSheetPage view={view} stage="early-warning" opened={{ keeper, latest: null }} />, { api })
    await settled()
    expect(shown.container.textContent).toContain(sheet.lines[0])
    expect(shown.container.textContent).toContain(sheet.code)
    expect(byRole('button', 'Record the phone call')).toBeDefined()
    expect(shown.container.querySelector('form, input')).toBeNull()
  })
})
