import { act, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { errorCodes } from '../../shared/contract/error.ts'
import { byRole, focus, key, press, render, settled } from '../test-support/render.tsx'
import type { Rendered } from '../test-support/render.tsx'
import { ActionButton } from './ActionButton.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { DetailPane } from './DetailPane.tsx'
import { DropZone } from './DropZone.tsx'
import { durationText } from './duration-text.ts'
import { ErrorNotice } from './ErrorNotice.tsx'
import { Page } from './Page.tsx'
import { ProgressNotice } from './ProgressNotice.tsx'
import { SeverityMark, severities } from './SeverityMark.tsx'
import { StepLadder } from './StepLadder.tsx'
import { PermittedProvider } from './permitted.ts'
import { estimateRemaining } from './remaining.ts'

let shown: Rendered | undefined
afterEach(async () => {
  vi.useRealTimers()
  await shown?.remove()
  shown = undefined
})

function Durations(): ReactElement {
  const { t } = useTranslation('ui')
  return <p>{[{ hours: 18, minutes: 58, seconds: null }, { hours: 0, minutes: 45, seconds: null }, { hours: 0, minutes: 9, seconds: 20 }].map((parts) => durationText(t, parts)).join(', ')}</p>
}

describe('durationText', () => {
  it.each([
    ['en', '18 h 58 min, 45 min, 9 min 20 s'],
    ['de', '18 Std. 58 Min., 45 Min., 9 Min. 20 Sek.'],
  ] as const)('writes a length of time in one way, %s', async (language, text) => {
    shown = await render(<Durations />, { language })
    expect(shown.container.textContent).toBe(text)
  })
})

describe('ActionButton', () => {
  it('stays reachable and says why while it is blocked', async () => {
    const onPress = vi.fn()
    shown = await render(<ActionButton action={{ label: 'Release', onPress, blockedBecause: 'Two answers are open.' }} />)
    const button = byRole('button', 'Release')
    await focus(button)
    expect(document.activeElement).toBe(button)
    await press(button)
    expect(onPress).not.toHaveBeenCalled()
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Two answers are open.')
  })

  it('is not there for a person who may not do it, and there while nobody is known', async () => {
    const release = <ActionButton action={{ label: 'Release', onPress: () => undefined, needs: 'report.release' }} />
    const offered = (): number => document.querySelectorAll('button').length
    shown = await render(<PermittedProvider value={['record.read']}>{release}</PermittedProvider>)
    expect(offered()).toBe(0)
    await shown.show(<PermittedProvider value={['record.read', 'report.release']}>{release}</PermittedProvider>)
    expect(offered()).toBe(1)
    await shown.show(<PermittedProvider value={null}>{release}</PermittedProvider>)
    expect(offered()).toBe(1)
    await shown.show(<PermittedProvider value={[]}><ActionButton action={{ label: 'Print', onPress: () => undefined }} /></PermittedProvider>)
    expect(offered()).toBe(1)
  })

  it('ignores a second press while it is busy', async () => {
    const onPress = vi.fn()
    shown = await render(<ActionButton action={{ label: 'Release', onPress, busy: true }} />)
    await press(byRole('button', 'Release'))
    expect(onPress).not.toHaveBeenCalled()
  })
})

describe('ErrorNotice', () => {
  it('has three sentences for every code, in both languages', async () => {
    for (const language of ['en', 'de'] as const) {
      for (const code of errorCodes) {
        const view = await render(<ErrorNotice error={{ code }} />, { language })
        const sentences = [...view.container.querySelectorAll('p')].map((part) => part.textContent ?? '')
        expect(sentences, `${language} ${code}`).toHaveLength(3)
        for (const sentence of sentences) expect(sentence, `${language} ${code}`).toMatch(/^\p{L}.*[.]$/u)
        await view.remove()
      }
    }
  }, 60_000)

  it('shows the log number beside an unforeseen fault', async () => {
    shown = await render(<ErrorNotice error={{ code: 'internal', logId: '7f3a' }} />)
    expect(shown.container.textContent).toContain('Log number 7f3a')
    expect(shown.container.querySelector('[role="alert"]')).not.toBeNull()
  })
})

function WithPane() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Look
      </button>
      {open ? (
        <DetailPane title="Pump 3" onClose={() => setOpen(false)}>
          Facts
        </DetailPane>
      ) : null}
    </>
  )
}

describe('DetailPane', () => {
  it('takes the focus, closes with Esc and gives the focus back', async () => {
    shown = await render(<WithPane />)
    const button = byRole('button', 'Look')
    await focus(button)
    await press(button)
    expect(document.activeElement?.textContent).toBe('Pump 3')
    await key('Escape')
    expect(shown.container.textContent).not.toContain('Facts')
    expect(document.activeElement).toBe(button)
  })

  it('closes the innermost thing only', async () => {
    const outer = vi.fn()
    const inner = vi.fn()
    shown = await render(
      <>
        <DetailPane title="Outer" onClose={outer}>
          x
        </DetailPane>
        <DetailPane title="Inner" onClose={inner}>
          y
        </DetailPane>
      </>,
    )
    await key('Escape')
    expect(inner).toHaveBeenCalledTimes(1)
    expect(outer).not.toHaveBeenCalled()
  })
})

describe('ConfirmDialog', () => {
  const dialog = (extra: object, onPress = vi.fn(), onCancel = vi.fn()) => (
    <ConfirmDialog open title="Remove pump 3?" consequences={['It leaves every list.', 'Its history stays.']} confirm={{ label: 'Remove pump 3', onPress }} onCancel={onCancel} {...extra} />
  )

  it('lists exactly what will happen and starts on cancel when something is destroyed', async () => {
    shown = await render(dialog({ destructive: true }))
    expect([...document.querySelectorAll('li')].map((line) => line.textContent)).toEqual(['It leaves every list.', 'Its history stays.'])
    expect(document.activeElement?.textContent).toBe('Cancel')
  })

  it('stays open and cannot be left while the step is carried out', async () => {
    const onCancel = vi.fn()
    shown = await render(dialog({ confirm: { label: 'Remove pump 3', onPress: () => undefined, busy: true } }, vi.fn(), onCancel))
    await press(byRole('button', 'Cancel'))
    await key('Escape', {}, document.querySelector('[role="dialog"]') ?? document.body)
    expect(onCancel).not.toHaveBeenCalled()
  })

  it('shows a refusal inside', async () => {
    shown = await render(dialog({ error: { code: 'conflict' } }))
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Somebody has changed this')
  })
})

describe('ProgressNotice', () => {
  it('shows nothing in the first 400 ms, then the count, and after 2 s the remaining time', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    const onCancel = vi.fn()
    shown = await render(<ProgressNotice label="Writing" done={25} total={100} onCancel={onCancel} />)
    expect(shown.container.textContent).toBe('')
    await act(async () => {
      vi.advanceTimersByTime(600)
      await settled()
    })
    expect(shown.container.textContent).toContain('25 of 100')
    expect(shown.container.textContent).not.toContain('left')
    await act(async () => {
      vi.advanceTimersByTime(2000)
      await settled()
    })
    expect(shown.container.textContent).toContain('about 10 seconds left')
    await press(byRole('button', 'Cancel'))
    expect(onCancel).toHaveBeenCalledTimes(1)
  })

  it('estimates from the speed so far, without flicker', () => {
    expect(estimateRemaining(0, 100, 5000)).toBeNull()
    expect(estimateRemaining(99, 100, 5000)).toEqual({ amount: 5, unit: 's' })
    expect(estimateRemaining(10, 100, 20_000)).toEqual({ amount: 3, unit: 'min' })
  })
})

describe('DropZone', () => {
  const file = new File(['x'], 'report.zip')
  const drop = async (target: Element, files: readonly File[]): Promise<void> => {
    await act(async () => {
      const event = new Event('drop', { bubbles: true, cancelable: true })
      Object.defineProperty(event, 'dataTransfer', { value: { files } })
      target.dispatchEvent(event)
      await settled()
    })
  }

  it('takes one file by dropping, none while busy', async () => {
    const onFiles = vi.fn()
    shown = await render(<DropZone label="Report file" onFiles={onFiles} />)
    const zone = shown.container.querySelector('[role="group"]')
    if (zone === null) throw new Error('no zone')
    await drop(zone, [file, file])
    expect(onFiles).toHaveBeenCalledWith([file])
    await shown.show(<DropZone label="Report file" onFiles={onFiles} busy />)
    await drop(zone, [file])
    expect(onFiles).toHaveBeenCalledTimes(1)
  })

  it('uses the dialog of the host where there is one', async () => {
    const onChoose = vi.fn()
    shown = await render(<DropZone label="Report file" onFiles={() => undefined} onChoose={onChoose} />)
    await press(byRole('button', 'Choose a file'))
    expect(onChoose).toHaveBeenCalledTimes(1)
  })
})

describe('marks', () => {
  it('give every severity its own shape and a word', async () => {
    shown = await render(
      <>
        {severities.map((severity) => (
          <SeverityMark key={severity} severity={severity} />
        ))}
      </>,
    )
    const shapes = [...shown.container.querySelectorAll('svg')].map((shape) => shape.innerHTML)
    expect(new Set(shapes).size).toBe(severities.length)
    expect(shown.container.textContent).toBe('CriticalHighMediumLowDone')
  })

  it('say the state of each step in words and mark the current one', async () => {
    shown = await render(
      <StepLadder
        label="Steps"
        current="b"
        steps={[
          { id: 'a', label: 'Known', state: 'done', detail: '14:05' },
          { id: 'b', label: 'Early warning', state: 'attention' },
        ]}
      />,
    )
    expect(shown.container.textContent).toBe('Known14:05 (done)Early warningneeds attention now')
    expect(shown.container.querySelector('[aria-current="step"]')?.textContent).toContain('Early warning')
  })

  it('says at the ends of a strip how many more steps there are, and leads there', async () => {
    // Five steps of 100 px in a strip of 300 px.
    let scrolled = 0
    const scrollBy = vi.fn()
    const boxOf = function (this: Element): DOMRect {
      const place = this.tagName === 'LI' ? [...(this.parentElement?.children ?? [])].indexOf(this) : -1
      return place === -1 ? ({ left: 0, right: 300 } as DOMRect) : ({ left: place * 100 - scrolled, right: place * 100 + 100 - scrolled } as DOMRect)
    }
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(boxOf)
    vi.stubGlobal('ResizeObserver', class {
      readonly #changed: () => void
      constructor(changed: () => void) {
        this.#changed = changed
      }
      observe(): void {
        this.#changed()
      }
      disconnect(): void {}
    })
    Element.prototype.scrollBy = scrollBy
    shown = await render(<StepLadder label="Steps" direction="row" steps={['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, label: id, state: 'open' as const }))} />)
    const ends = (): string[] => [...document.querySelectorAll('button')].map((button) => button.textContent)
    // The third lies below the end itself.
    expect(ends()).toEqual(['3 more'])
    const [end] = document.querySelectorAll('button')
    if (end !== undefined) await press(end)
    expect(scrollBy).toHaveBeenCalledWith(expect.objectContaining({ left: expect.any(Number) as number }))
    scrolled = 100
    await act(async () => {
      document.querySelector('ol')?.dispatchEvent(new Event('scroll'))
      await Promise.resolve()
    })
    expect(ends()).toEqual(['2 before', '2 more'])
    scrolled = 200
    await act(async () => {
      document.querySelector('ol')?.dispatchEvent(new Event('scroll'))
      await Promise.resolve()
    })
    expect(ends()).toEqual(['3 before'])
  })
})

describe('Page', () => {
  it('names the window and takes the focus for its heading', async () => {
    shown = await render(
      <Page title="Incidents">
        <p>x</p>
      </Page>,
    )
    expect(document.title).toBe('Incidents - Cofferdam')
    expect(document.activeElement?.textContent).toBe('Incidents')
  })
})
