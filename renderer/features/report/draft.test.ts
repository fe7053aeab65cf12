import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CallError } from '../../../shared/contract/client.ts'
import { emptyContent } from '../../../shared/report/content.ts'
import type { Review } from '../../../shared/report/review.ts'
import { createDraftKeeper, retryAfter, saveAfter, type SaveDraft } from './draft-keeper.ts'
import { answered, foundOut, isSaved, openedDraft, savable, savedDraft } from './draft-state.ts'

const review: Review = { missingByLaw: [], askedByForm: [], open: [], notKnown: [], warnings: [] }
const open = (fields: object = {}, prefilled: string[] = []) =>
  openedDraft('notification', { fields: { ...emptyContent('notification'), ...fields }, prefilled, savedAt: null, review })

describe('draft', () => {
  it('marks what was filled from the record until it is touched', () => {
    const draft = open({ suspectedMalicious: 'yes', ongoing: 'yes' }, ['suspectedMalicious', 'ongoing', 'no-such-field'])
    expect(draft.prefilled).toEqual(['suspectedMalicious', 'ongoing'])
    expect(answered(draft, 'ongoing', 'no').prefilled).toEqual(['suspectedMalicious'])
  })

  it('drops the reason together with the "not known" it belongs to', () => {
    const asked = foundOut(answered(open(), 'suspectedMalicious', 'unknown'), 'suspectedMalicious', 'logs are being read')
    expect(asked.content.findingOut).toEqual({ suspectedMalicious: 'logs are being read' })
    expect(answered(asked, 'suspectedMalicious', 'yes').content.findingOut).toEqual({})
    expect(answered(asked, 'ongoing', 'yes').content.findingOut).toEqual({ suspectedMalicious: 'logs are being read' })
  })

  it('saves the rest when one field holds what cannot be kept', () => {
    const draft = answered(answered(open(), 'initialAssessment', 'x'.repeat(2001)), 'ongoing', 'yes')
    expect(draft.unsavable).toEqual(['initialAssessment'])
    expect(savable(draft)).toMatchObject({ ongoing: 'yes' })
    expect(savable(draft)).not.toHaveProperty('initialAssessment')
    expect(answered(draft, 'initialAssessment', 'x').unsavable).toEqual([])
  })

  it('is saved only up to the revision that was confirmed', () => {
    const first = answered(open(), 'ongoing', 'yes')
    const second = answered(first, 'ongoing', 'no')
    expect(isSaved(savedDraft(second, first.revision, { savedAt: 1, review }))).toBe(false)
    expect(isSaved(savedDraft(second, second.revision, { savedAt: 1, review }))).toBe(true)
  })
})

describe('draft keeper', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function keeper(save?: SaveDraft) {
    const sent: Record<string, unknown>[] = []
    const keep: SaveDraft = (fields) => {
      sent.push(fields)
      return Promise.resolve({ ok: true, value: { savedAt: sent.length, review } })
    }
    return { sent, keeper: createDraftKeeper(open(), save ?? keep) }
  }

  it('saves once after a rest, not on every key', async () => {
    const { keeper: draft, sent } = keeper()
    for (const text of ['a', 'ab', 'abc']) {
      draft.answer('initialAssessment', text)
      await vi.advanceTimersByTimeAsync(saveAfter - 100)
    }
    expect(sent).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(200)
    expect(sent).toEqual([expect.objectContaining({ initialAssessment: 'abc' })])
    expect(draft.snapshot().draft.savedAt).toBe(1)
  })

  it('saves at once when asked, and says whether all is confirmed', async () => {
    const { keeper: draft, sent } = keeper()
    draft.answer('ongoing', 'yes')
    expect(await draft.flush()).toBe(true)
    expect(sent).toHaveLength(1)
    expect(await draft.flush()).toBe(true)
    expect(sent).toHaveLength(1)
  })

  it('never runs two saves at once and saves what came in between', async () => {
    let finish: () => void = () => undefined
    const sent: unknown[] = []
    const { keeper: draft } = keeper((fields) => {
      sent.push(fields['ongoing'])
      return new Promise((resolve) => (finish = () => resolve({ ok: true, value: { savedAt: 1, review } })))
    })
    draft.answer('ongoing', 'yes')
    const flushed = draft.flush()
    draft.answer('ongoing', 'no')
    await vi.advanceTimersByTimeAsync(saveAfter * 2)
    expect(sent).toEqual(['yes'])
    finish()
    await vi.advanceTimersByTimeAsync(1)
    finish()
    expect(await flushed).toBe(true)
    expect(sent).toEqual(['yes', 'no'])
  })

  it('keeps what was typed when saving fails, and tries again by itself', async () => {
    let works = false
    const { keeper: draft } = keeper(() => Promise.resolve(works ? { ok: true, value: { savedAt: 9, review } } : { ok: false, error: new CallError({ code: 'core-lost', details: {} }) }))
    draft.answer('ongoing', 'yes')
    expect(await draft.flush()).toBe(false)
    expect(draft.snapshot()).toMatchObject({ error: { code: 'core-lost' }, draft: { content: { ongoing: 'yes' } } })
    works = true
    await vi.advanceTimersByTimeAsync(retryAfter)
    expect(draft.snapshot()).toMatchObject({ error: null, draft: { savedAt: 9 } })
  })
})
