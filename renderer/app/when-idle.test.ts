import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadWhenIdle } from './when-idle.ts'

afterEach(() => vi.unstubAllGlobals())

describe('loading ahead', () => {
  it('goes on with the next part where one does not come, and complains to nobody', async () => {
    let idle: () => void = () => undefined
    vi.stubGlobal('requestIdleCallback', (run: () => void) => {
      idle = run
      return 7
    })
    const second = vi.fn(() => Promise.resolve('a part'))
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    try {
      loadWhenIdle([() => Promise.reject(new TypeError('the host is gone')), second])
      expect(second).not.toHaveBeenCalled()
      idle()
      await new Promise((done) => setTimeout(done, 20))
    } finally {
      process.off('unhandledRejection', unhandled)
    }
    expect(second).toHaveBeenCalledOnce()
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('is called off by what it returns', () => {
    const cancel = vi.fn()
    vi.stubGlobal('requestIdleCallback', () => 7)
    vi.stubGlobal('cancelIdleCallback', cancel)
    loadWhenIdle([() => Promise.resolve()])()
    expect(cancel).toHaveBeenCalledWith(7)
  })
})
