import { afterEach, describe, expect, it } from 'vitest'
import type { Verdict } from '../../../shared/package/verdict.ts'
import { fakeApi, render, settled, type Rendered } from '../../test-support/render.tsx'
import { VerdictView } from './VerdictView.tsx'

const verdict = {
  code: 'genuine', kind: 'real', fault: null, replacedBy: null, claimed: null, signer: null, pdfSignature: null, sums: null, checks: [], findings: [], received: null, keys: null,
  head: {
    entity: { code: 'aaaaaaaaaa', name: 'Wasserwerk Talau', country: 'DE', registrationNumber: null },
    site: { code: 'bbbbbbbbbb', name: 'Werk Nord' },
    incident: { id: 'i'.repeat(26), number: 'INC-7' },
    recipient: { id: 'r'.repeat(26), kind: 'csirt', name: 'CSIRT', label: 'csirt', regime: 'nis2' },
    stage: 'early-warning', version: 1, sequence: 1, releasedAt: Date.UTC(2026, 10, 23, 7, 0),
  },
} as unknown as Verdict

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

async function textWith(sites: readonly object[]): Promise<string> {
  const api = fakeApi(({ name }) => {
    if (name === 'sites.list') return { sites }
    return name === 'deadlines.bar' ? { now: 0, zone: 'America/New_York', offset: -300, time: { lower: 0, open: false, isRange: false, state: 'unchecked', why: null }, stated: null, deadlines: [] } : {}
  })
  shown = await render(<VerdictView verdict={verdict} sha256={'0'.repeat(64)} onEnterLine={() => undefined} />, { api })
  await settled()
  return shown.container.textContent
}

describe('the verdict', () => {
  it('tells when a file of an own site was released in the time of that site, and names its zone', async () => {
    expect(await textWith([{ code: 'bbbbbbbbbb', zone: 'Europe/Berlin' }])).toContain('23 Nov 2026, 08:00 (+01:00, Europe/Berlin)')
  })

  it('tells it in the named zone of this PC where the site is not known', async () => {
    expect(await textWith([{ code: 'cccccccccc', zone: 'Europe/Berlin' }])).toContain('23 Nov 2026, 02:00 (-05:00, America/New York)')
  })
})
