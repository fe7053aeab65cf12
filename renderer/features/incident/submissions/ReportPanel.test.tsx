import { afterEach, describe, expect, it } from 'vitest'
import type { Deadline } from '../../../../shared/clock/deadline.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Release } from '../../../../shared/report/release.ts'
import { sampleFacts } from '../../../../test/report/samples.ts'
import { fakeApi, render, settled, type Rendered } from '../../../test-support/render.tsx'
import { IncidentPage } from '../IncidentPage.tsx'

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

const start = sampleFacts.incident.recordedAt
const hour = 3_600_000
const due = { key: 'd', stage: 'early-warning', state: 'running', due: start + 24 * hour, zone: 'UTC', anchor: { name: 'aware', instant: start, statementId: null }, provisional: false, assumed: false, conditional: false, claimedLater: null, former: [] } as unknown as Deadline
const release = { id: 'r'.repeat(26), incident: sampleFacts.incident.id, content: 'report', stage: 'early-warning', version: 1, recipient: 'x', recipientName: 'BSI', releasedAt: start + hour, supersedes: null, reason: null } as Release
const view: IncidentView = {
  incident: { ...sampleFacts.incident, significance: 'yes', closedAt: null },
  siteName: 'Plant',
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
  deadlines: [due],
  ahead: [],
  now: start,
}

async function open(releases: Release[]): Promise<string[]> {
  const api = fakeApi((request) => {
    if (request.name === 'incidents.get') return { ...view, releases }
    if (request.name === 'approvals.list') return { now: 0, items: [], finalReport: { rule: 'one', possible: [], leaves: false } }
    if (request.name === 'store.status') return { state: 'open', who: { permissions: [] } }
    if (request.name === 'deadlines.bar') return { now: start + 2 * hour, zone: 'UTC', offset: 0, time: { lower: start + 2 * hour, open: false, isRange: false, state: 'unchecked', why: null }, stated: null, deadlines: [] }
    return { people: [], assets: [], zones: [], services: [], sites: [] }
  })
  shown = await render(<IncidentPage id={view.incident.id} part="reports" detail={undefined} more={undefined} />, { api })
  await settled()
  return [...document.querySelectorAll('button')].map((button) => button.textContent)
}

describe('the reports of an incident', () => {
  const handIn = 'Record early warning as handed in'

  it('offer to record the hand-in beside the report while the page asks for something else', async () => {
    const buttons = await open([])
    expect(buttons).toContain('Write early warning')
    expect(buttons.filter((label) => label === handIn)).toHaveLength(1)
  })

  it('leave it to the page once it is the next step', async () => {
    const buttons = await open([release])
    expect(buttons.filter((label) => label === handIn)).toHaveLength(1)
  })
})
