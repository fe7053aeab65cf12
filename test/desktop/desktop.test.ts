/** The life of the desktop program on a pretended Electron: start, window, calls, loss of the core, end. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { channel } from '../../electron/desktop/bridge.ts'
import { chromiumSwitches, refusedSwitches } from '../../electron/desktop/policies/command-line.ts'
import { messageLimit, type Reply } from '../../shared/contract/wire.ts'
import { boot, settled, until, type Booted } from './boot.ts'

vi.mock('electron', async () => (await import('./fake-electron.ts')).electronModule)

let booted: Booted
beforeEach(async () => {
  booted = await boot()
})

/** What the page gets for a message, as it is. */
async function send(...messages: readonly unknown[]): Promise<Reply> {
  const page = booted.desktop.window.webContents
  return JSON.parse((await booted.desktop.invoke(page, page.mainFrame, channel, ...messages)) as string) as Reply
}

function call(id: number, name: string, input: unknown = {}): Promise<Reply> {
  return send(JSON.stringify({ id, name, input }))
}

describe('start', () => {
  test('locks the command line before Chromium starts and the resolver after', () => {
    for (const [name, value = ''] of chromiumSwitches) expect(booted.desktop.app.switches.get(name), name).toBe(value)
    expect(booted.desktop.app.switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND')
    expect(booted.desktop.app.hostResolver).toEqual([{ enableBuiltInResolver: false, secureDnsMode: 'off', secureDnsServers: [] }])
    for (const { proxies } of [booted.desktop.app, booted.desktop.defaultSession]) {
      expect(proxies).toEqual([{ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' }])
    }
    expect(booted.desktop.defaultSession.spellChecker).toBe(false)
    expect(booted.desktop.defaultSession.dictionaryUrl).toMatch(/^http:\/\/127\.0\.0\.1:9\//)
    expect(booted.desktop.window.webContents.webRtcPolicy).toBe('disable_non_proxied_udp')
    expect(booted.desktop.defaultSession.downloads()).toBe(false)
  })

  test('what neither filter nor scheme handler sees still only reaches the dead proxy', async () => {
    expect(await booted.desktop.defaultSession.loadPastFilter('gopher://example.com/')).toEqual({ kind: 'network', through: 'http://127.0.0.1:9' })
  })

  test('opens one window, shown when its page is ready', () => {
    expect(booted.desktop.window.shown).toBe(true)
    expect(booted.desktop.windows).toHaveLength(1)
    expect(booted.desktop.window.page?.status).toBe(200)
  })

  test('starts the core without what could change the code in it', () => {
    const [child] = booted.core.processes
    expect(child?.entry).toBe(booted.layout.core)
    expect(child?.options.execArgv).toEqual([])
    expect(Object.keys(child?.options.env ?? {}).filter((name) => /^(NODE_|ELECTRON_)/.test(name))).toEqual([])
    expect(child?.args).toHaveLength(1)
    expect(JSON.parse(child?.args[0] ?? '')).toMatchObject({ storeFolder: null, mediaRoots: null, faultDetail: true })
  })

  test.each(refusedSwitches)('an installed program does not start with --%s', async (name) => {
    const { desktop } = await boot((fresh) => {
      fresh.app.isPackaged = true
      fresh.app.switches.set(name, '')
    })
    expect([desktop.app.exitCode, desktop.windows, desktop.utilityProcess.children]).toEqual([2, [], []])
    expect(desktop.errorBoxes[0]?.text).toContain(`--${name}`)
  })

  test('a second instance ends without a window and without a core', async () => {
    const { desktop } = await boot((fresh) => {
      fresh.app.first = false
    })
    expect([desktop.app.exitCode, desktop.windows, desktop.utilityProcess.children]).toEqual([0, [], []])
  })

  test('a damaged installation says so and ends', async () => {
    const broken = await boot((fresh) => {
      fresh.app.locale = 'de-AT'
      Object.defineProperty(fresh, 'defaultSession', {
        get() {
          throw new Error('broken')
        },
      })
    })
    expect(broken.desktop.app.exitCode).toBe(1)
    expect(broken.desktop.errorBoxes).toMatchObject([{ title: 'Cofferdam kann nicht starten' }])
  })
})

describe('a second start', () => {
  test('brings the window to the front and reads nothing it was given', () => {
    const { app, window } = booted.desktop
    window.minimized = true
    const hostile = new Proxy([], {
      get() {
        throw new Error('looked at')
      },
    })
    app.emit('second-instance', {}, hostile, hostile, hostile)
    expect([window.minimized, window.focused]).toEqual([false, 1])
    expect(booted.core.calls).toEqual([])
    expect(booted.desktop.windows).toHaveLength(1)
  })
})

describe('calls', () => {
  test('carry the request to the core and the reply back under the same number', async () => {
    expect(await call(7, 'store.status')).toEqual({ id: 7, ok: true, value: { echo: 'store.status' } })
    expect(booted.core.calls[0]?.request).toMatchObject({ name: 'store.status', input: {} })
    expect(booted.core.calls[0]?.session).toMatch(/^[0-9a-f]{32}$/)
  })

  test('answers go to the calls they belong to, whatever the order', async () => {
    const replies = await Promise.all([call(1, 'a'), call(1, 'b'), call(2, 'c')])
    expect(replies.map((reply) => (reply.ok ? reply.value : null))).toEqual([{ echo: 'a' }, { echo: 'b' }, { echo: 'c' }])
  })

  test.each([
    ['not text', [{ id: 1, name: 'a', input: {} }], 'invalid-input'],
    ['nothing', [], 'invalid-input'],
    ['two messages', ['{"id":1,"name":"a","input":1}', '{"id":2,"name":"a","input":1}'], 'invalid-input'],
    ['no JSON', ['{'], 'invalid-input'],
    ['no request', ['{"id":1}'], 'invalid-input'],
    ['endless nesting', [`{"id":1,"name":"a","input":${'['.repeat(500_000)}${']'.repeat(500_000)}}`], 'invalid-input'],
    ['a property too many', ['{"id":1,"name":"a","input":1,"session":"other"}'], 'invalid-input'],
    ['a name too long', [JSON.stringify({ id: 1, name: 'x'.repeat(65), input: {} })], 'invalid-input'],
    ['too many bytes', [JSON.stringify({ id: 1, name: 'a', input: 'x'.repeat(messageLimit) })], 'too-large'],
    ['too many bytes of long characters', [JSON.stringify({ id: 1, name: 'a', input: '\u20ac'.repeat(messageLimit / 3) })], 'too-large'],
  ])('refuse %s', async (_what, messages, code) => {
    expect(await send(...messages)).toEqual({ id: 0, ok: false, error: { code, details: {} } })
    expect(booted.core.calls).toEqual([])
  })

  test('take a message just below the limit', async () => {
    const frame = JSON.stringify({ id: 1, name: 'a', input: '' })
    // Below the limit by the wrapper that the line to the core adds.
    expect((await send(JSON.stringify({ id: 1, name: 'a', input: 'x'.repeat(messageLimit - frame.length - 200) }))).ok).toBe(true)
  })
})

describe('loss of the core', () => {
  test('answers what is pending, starts it once more, and serves on', async () => {
    booted.core.answer = () => null
    const pending = call(3, 'slow')
    await settled()
    booted.core.processes[0]?.end(139)
    expect(await pending).toEqual({ id: 3, ok: false, error: { code: 'core-lost', details: {} } })
    booted.core.answer = () => 'again'
    await settled()
    expect(booted.core.processes).toHaveLength(2)
    expect(await call(4, 'store.status')).toEqual({ id: 4, ok: true, value: 'again' })
    expect(booted.desktop.errorBoxes).toEqual([])
  })

  test('is noticed by the end of the process alone, should the line stay open', async () => {
    booted.core.answer = () => null
    const pending = call(3, 'slow')
    await settled()
    booted.core.processes[0]?.end(139, false)
    expect(await pending).toMatchObject({ id: 3, ok: false, error: { code: 'core-lost' } })
    await settled()
    expect(booted.core.processes).toHaveLength(2)
  })

  test('a second time says so and ends the program', async () => {
    booted.core.processes[0]?.end(139)
    await settled()
    booted.core.processes[1]?.end(139)
    await settled()
    expect(booted.core.processes).toHaveLength(2)
    expect(booted.desktop.errorBoxes).toMatchObject([{ title: 'Cofferdam has to be started again' }])
    expect(booted.desktop.app.exitCode).toBe(0)
  })
})

describe('loss of the page', () => {
  test('replaces it once under a new session, and ends the program the second time', async () => {
    await call(1, 'a')
    const first = booted.desktop.window
    first.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    await until(() => booted.desktop.window.page !== null)
    expect([first.closed, booted.desktop.windows.length, booted.desktop.app.exitCode]).toEqual([true, 2, null])
    expect(booted.core.ended).toEqual([booted.core.calls[0]?.session])
    await call(2, 'b')
    expect(booted.core.calls[1]?.session).not.toBe(booted.core.calls[0]?.session)
    booted.desktop.window.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 })
    await settled()
    expect(booted.desktop.errorBoxes).toHaveLength(1)
    expect(booted.desktop.app.exitCode).toBe(0)
  })
})

describe('end', () => {
  test('closing the window ends the session, lets the core close its store, then ends', async () => {
    await call(1, 'a')
    booted.desktop.window.close()
    await settled()
    expect(booted.core.ended).toEqual([booted.core.calls[0]?.session])
    expect([booted.core.stops, booted.desktop.app.exitCode]).toEqual([1, 0])
    expect(booted.core.processes[0]?.alive).toBe(false)
  })

  test('a core that does not answer is ended after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    booted.core.obedient = false
    booted.desktop.window.close()
    await vi.advanceTimersByTimeAsync(14_000)
    expect([booted.desktop.app.exitCode, booted.core.processes[0]?.alive]).toEqual([null, true])
    await vi.advanceTimersByTimeAsync(2_000)
    vi.useRealTimers()
    expect([booted.desktop.app.exitCode, booted.core.processes[0]?.alive]).toEqual([0, false])
  })

  test('no page can hold the window open', () => {
    const event = { prevented: false, preventDefault: () => (event.prevented = true) }
    booted.desktop.window.webContents.emit('will-prevent-unload', event)
    expect(event.prevented).toBe(true)
  })
})

describe('menu', () => {
  test('an installed program has neither reload nor developer tools; every entry has a text', async () => {
    const roles = (menu: Electron.MenuItemConstructorOptions[] | null): (string | undefined)[] =>
      (menu ?? []).flatMap((entry) => (entry.submenu as Electron.MenuItemConstructorOptions[]).map((item) => item.role))
    expect(roles(booted.desktop.menu)).toContain('toggleDevTools')
    const packaged = await boot((desktop) => {
      desktop.app.isPackaged = true
      desktop.app.locale = 'de'
    })
    expect(roles(packaged.desktop.menu)).not.toContain('toggleDevTools')
    expect(roles(packaged.desktop.menu)).not.toContain('reload')
    expect(packaged.desktop.window.options.webPreferences?.devTools).toBe(false)
    expect(packaged.desktop.menu?.map((entry) => entry.label)).toEqual(['Datei', 'Bearbeiten', 'Ansicht', 'Hilfe'])
  })
})
