import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { afterEach, describe, expect, it } from 'vitest'
import { timeLeft, type TimeLeft } from '../../../shared/clock/leave-by.ts'
import { render, type Rendered } from '../../test-support/render.tsx'
import { anomalyText, jumpText, leftText, type ClockT } from './clock-words.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 23, 7)
let shown: Rendered | undefined

afterEach(async () => {
  await shown?.remove()
  shown = undefined
})

/** What a word function says, in English. */
async function said(say: (t: ClockT) => string): Promise<string> {
  function Says(): ReactElement {
    const { t } = useTranslation(['clock', 'ui'])
    return <p>{say(t as ClockT)}</p>
  }
  await shown?.remove()
  shown = await render(<Says />)
  return shown.container.textContent
}

const left = (due: number, earlierBy: number, open = false): TimeLeft => timeLeft(due, now, { earlierBy, open })

describe('the time left in words', () => {
  it.each([
    [left(now + 5 * hour, 0), '5 h 0 min left'],
    [left(now - hour, 0), 'late by 1 h 0 min'],
    [left(now + hour, 2 * hour), 'between 1 h 0 min and 3 h 0 min left'],
    [left(now + 21.9 * hour, 3 * hour), 'between 21 and 24 h left'],
    [left(now + hour, 90_000 * hour), 'at least 1 h 0 min left'],
    [left(now - hour, 2 * hour), 'may be overdue; if not, 1 h 0 min left at most'],
    [left(now - hour, 90_000 * hour), 'may be overdue'],
    [left(now - 3 * hour, hour), 'late by 2 h 0 min to 3 h 0 min'],
    [left(now + hour, 0, true), 'time left not known'],
    [left(now - hour, 0, true), 'late by 1 h 0 min'],
  ])('%o: %s', async (time, text) => {
    expect(await said((t) => leftText(t, time))).toBe(text)
  })
})

describe('what the clock did', () => {
  it('is one plain sentence with how far it jumped', async () => {
    expect(await said((t) => anomalyText(t, { kind: 'jump-back', at: now, difference: -(5 * hour + 60_000) }, 'UTC', 'en'))).toBe(
      'The clock of this PC was set 5 h 1 min back while it ran; since then it shows Mon, 23 Nov 2026, 07:00 (+00:00).',
    )
    expect(await said((t) => jumpText(t, 73 * 365.25 * 24 * hour))).toBe('73 years')
    expect(await said((t) => jumpText(t, 250_000))).toBe('4 min 10 s')
  })
})
