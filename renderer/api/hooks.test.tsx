import { act } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { contract } from '../../shared/contract/contract.ts'
import { fakeApi, press, byRole, Refusal, render, settled } from '../test-support/render.tsx'
import type { Rendered } from '../test-support/render.tsx'
import { handOverFile, fromBase64, toBase64 } from './files.ts'
import { useCommand, useQuery } from './hooks.ts'
import { effects } from './invalidation.ts'
import { useJob } from './use-job.ts'

let shown: Rendered | undefined
afterEach(async () => {
  await shown?.remove()
  shown = undefined
  vi.useRealTimers()
})

function Sites() {
  const sites = useQuery('sites.list', {})
  const save = useCommand('assets.remove')
  return (
    <>
      <p>{sites.loading ? 'loading' : (sites.error?.code ?? JSON.stringify(sites.value))}</p>
      <p>{save.error?.code}</p>
      <button type="button" onClick={() => void save.run({ id: 'a'.repeat(26), reason: 'x' })}>
        Remove
      </button>
    </>
  )
}

describe('useQuery and useCommand', () => {
  it('shows what the core says and reads again after a command that touches it', async () => {
    const names: string[] = []
    const api = fakeApi((request) => {
      names.push(request.name)
      return request.name === 'sites.list' ? { sites: names.length } : {}
    })
    const saved = vi.fn()
    api.onSaved(saved)
    shown = await render(<Sites />, { api })
    expect(shown.container.textContent).toContain('{"sites":1}')
    await press(byRole('button', 'Remove'))
    expect(names).toEqual(['sites.list', 'assets.remove', 'sites.list'])
    expect(saved).toHaveBeenCalledTimes(1)
  })

  it('hands a refusal to the screen and changes nothing', async () => {
    const names: string[] = []
    const api = fakeApi((request) => {
      names.push(request.name)
      if (request.name === 'assets.remove') throw new Refusal('not-permitted')
      return {}
    })
    const saved = vi.fn()
    api.onSaved(saved)
    shown = await render(<Sites />, { api })
    await press(byRole('button', 'Remove'))
    expect(shown.container.textContent).toContain('not-permitted')
    expect(names).toEqual(['sites.list', 'assets.remove'])
    expect(saved).not.toHaveBeenCalled()
  })

  it('makes core-lost of a line that breaks', async () => {
    const api = fakeApi(() => {
      throw new Error('gone')
    })
    expect(await api.call('sites.list', {})).toMatchObject({ ok: false, error: { code: 'core-lost' } })
  })
})

function Check() {
  const job = useJob('audit.check')
  const { progress } = job
  return (
    <>
      <p>{progress.state === 'running' ? `${progress.done}/${progress.total}` : progress.state === 'failed' ? progress.error.code : progress.state}</p>
      <button type="button" onClick={() => void job.start({})}>
        Start
      </button>
      <button type="button" onClick={job.cancel}>
        Cancel
      </button>
    </>
  )
}

describe('useJob', () => {
  const wait = (): Promise<void> =>
    act(async () => {
      vi.advanceTimersByTime(200)
      await settled()
      await settled()
    })

  it('follows the work to its end', async () => {
    vi.useFakeTimers()
    const states: unknown[] = [{ state: 'running', done: 1, total: 4 }, { state: 'running', done: 3, total: 4 }, { state: 'done', value: {} }]
    const api = fakeApi((request) => (request.name === 'jobs.get' ? states.shift() : { jobId: 'j'.repeat(26) }))
    shown = await render(<Check />, { api })
    await press(byRole('button', 'Start'))
    await wait()
    expect(shown.container.textContent).toContain('3/4')
    await wait()
    expect(shown.container.textContent).toContain('done')
  })

  it('cancels by asking the core, and ends as the core says', async () => {
    vi.useFakeTimers()
    let cancelled = false
    const api = fakeApi((request) => {
      if (request.name === 'jobs.cancel') cancelled = true
      if (request.name !== 'jobs.get') return { jobId: 'j'.repeat(26), cancelled: true }
      return cancelled ? { state: 'failed', error: { code: 'cancelled', details: {} } } : { state: 'running', done: 0, total: 0 }
    })
    shown = await render(<Check />, { api })
    await press(byRole('button', 'Start'))
    await press(byRole('button', 'Cancel'))
    await wait()
    expect(shown.container.textContent).toContain('cancelled')
  })
})

describe('handOverFile', () => {
  it('gives a file in parts of 1 MiB and asks for its digest at the end', async () => {
    const bytes = new Uint8Array(2 * 1_048_576 + 5).map((_byte, index) => index % 251)
    const got: Uint8Array[] = []
    const api = fakeApi((request) => {
      if (request.name === 'files.append') got.push(fromBase64((request.input as { bytes: string }).bytes))
      return request.name === 'files.begin' ? { file: 'f'.repeat(26) } : request.name === 'files.finish' ? { size: bytes.length, sha256: '0'.repeat(64) } : {}
    })
    const progress: number[] = []
    const outcome = await handOverFile(api, new File([bytes], 'report.zip'), 'inspection', { onProgress: (done) => progress.push(done) })
    expect(outcome).toEqual({ ok: true, value: { file: 'f'.repeat(26), name: 'report.zip', size: bytes.length, sha256: '0'.repeat(64) } })
    expect(got.map((part) => part.length)).toEqual([1_048_576, 1_048_576, 5])
    expect(got[2]).toEqual(bytes.slice(-5))
    expect(progress.at(-1)).toBe(bytes.length)
  })

  it('drops what it gave when it is stopped or the file cannot be read', async () => {
    const names: string[] = []
    const api = fakeApi((request) => {
      names.push(request.name)
      return { file: 'f'.repeat(26) }
    })
    const file = new File([new Uint8Array(10)], 'x')
    expect(await handOverFile(api, file, 'attachment', { signal: AbortSignal.abort() })).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    vi.spyOn(file, 'slice').mockReturnValue({ arrayBuffer: () => Promise.reject(new Error('pulled')) } as unknown as Blob)
    expect(await handOverFile(api, file, 'attachment')).toMatchObject({ ok: false, error: { code: 'file-unreadable' } })
    expect(names).toEqual(['files.begin', 'files.drop', 'files.begin', 'files.drop'])
  })

  it('writes base64 of any length', () => {
    for (const length of [0, 1, 2, 3, 0x8000 - 1, 0x8000, 0x8001]) {
      const bytes = new Uint8Array(length).map((_byte, index) => (index * 7) % 256)
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }
  })
})

describe('effects', () => {
  it('name only procedures that exist', () => {
    for (const [name, effect] of Object.entries(effects)) {
      expect(contract).toHaveProperty([name])
      if (typeof effect !== 'string') for (const read of effect) expect(contract).toHaveProperty([read])
    }
  })
})
