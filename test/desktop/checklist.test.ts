/**
 * The twenty points of Electron's security checklist, one test each, by their own names, against a pretended
 * Electron that grants, opens, fetches and navigates everything unless the program refuses.
 */
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fuses, fuseWire } from '../../electron/desktop/policies/fuses.ts'
import { channel } from '../../electron/desktop/bridge.ts'
import { boot, settled, type Booted } from './boot.ts'
import { FakeFrame, type FakeWindow } from './fake-electron.ts'
import supported from './electron-supported.json' with { type: 'json' }

vi.mock('electron', async () => (await import('./fake-electron.ts')).electronModule)

let booted: Booted
let window: FakeWindow
beforeEach(async () => {
  booted = await boot((desktop) => {
    desktop.app.isPackaged = true
  })
  window = booted.desktop.window
})

/** Preferences of the page as Electron would run it, with its defaults where nothing is said. */
function preferences(): Electron.WebPreferences {
  return window.options.webPreferences ?? {}
}

const elsewhere = [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'http://localhost/',
  'file:///etc/passwd',
  'ws://example.com/',
  'wss://example.com/',
  'ftp://example.com/',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'about:blank',
  'chrome://settings/',
  'app://bundle.example.com/index.html',
  'app://elsewhere/index.html',
  'app://bundle@elsewhere/index.html',
  'app://bundle:8080/index.html',
]

describe('security checklist', () => {
  test('1 Only load secure content', async () => {
    expect(booted.desktop.schemes).toEqual([{ scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true, bypassCSP: false, allowServiceWorkers: false }) as unknown }])
    for (const url of ['http://example.com/', 'https://example.com/', 'ftp://example.com/', 'ws://example.com/', 'wss://example.com/', 'file:///etc/passwd']) {
      expect(await booted.desktop.defaultSession.load(url), url).toEqual({ kind: 'cancelled' })
      // And where the filter would not see it, the scheme itself refuses.
      const fate = await booted.desktop.defaultSession.loadPastFilter(url)
      expect(fate.kind === 'answered' && fate.response.status, url).toBe(403)
    }
    const fate = await booted.desktop.defaultSession.load('app://bundle/index.html')
    expect(fate.kind === 'answered' && fate.response.status).toBe(200)
  })

  test('2 Disable the Node.js integration in all renderers that display remote content', () => {
    expect(preferences()).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false })
  })

  test('3 Enable context isolation in all renderers', () => {
    expect(preferences().contextIsolation).toBe(true)
  })

  test('4 Enable process sandboxing', () => {
    expect(preferences().sandbox).toBe(true)
    expect(booted.desktop.app.sandboxed).toBe(true)
  })

  test('5 Use ses.setPermissionRequestHandler() in all sessions that load remote content', () => {
    const session = booted.desktop.defaultSession
    const page = 'app://bundle/index.html'
    for (const permission of permissions) expect(session.permission(permission, page), permission).toEqual({ checked: false, asked: false })
    expect(session.permission('clipboard-sanitized-write', page)).toEqual({ checked: true, asked: true })
    for (const url of elsewhere) expect(session.permission('clipboard-sanitized-write', url), url).toEqual({ checked: false, asked: false })
    // Any other session gets the same locks the moment it exists.
    expect(booted.desktop.fromPartition('another').permission('media', page)).toEqual({ checked: false, asked: false })
    expect([session.device(), session.displayMedia(), session.pairs(), session.opensProtectedFolder(), session.believesCertificates(), window.webContents.picksBluetooth()]).toEqual(Array(6).fill(false))
  })

  test('6 Do not disable webSecurity', () => {
    expect(preferences().webSecurity).toBe(true)
    expect([...booted.desktop.app.switches.keys()]).not.toContain('disable-web-security')
  })

  test("7 Define a Content-Security-Policy and use restrictive rules (i.e. script-src 'self')", async () => {
    const policy = directives(window.page)
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('script-src')).toEqual(["'self'"])
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"])
    expect(policy.get('trusted-types')).toEqual(['app'])
    for (const name of ['object-src', 'frame-src', 'frame-ancestors', 'base-uri', 'form-action']) expect(policy.get(name), name).toEqual(["'none'"])
    expect(window.page?.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|http/)
    // The nonce of the styles is the one in the page, and a new one at the next load.
    const nonce = policy.get('style-src')?.find((source) => source.startsWith("'nonce-"))?.slice(7, -1)
    expect(await window.page?.text()).toContain(`nonce="${String(nonce)}"`)
    await window.loadURL('app://bundle/index.html')
    expect(directives(window.page).get('style-src')).not.toContain(`'nonce-${String(nonce)}'`)
    // A refusal carries the policy as well.
    await window.loadURL('app://bundle/missing.html')
    expect([window.page?.status, directives(window.page).get('default-src')]).toEqual([404, ["'none'"]])
  })

  test('8 Do not enable allowRunningInsecureContent', () => {
    expect(preferences().allowRunningInsecureContent).toBe(false)
    expect([...booted.desktop.app.switches.keys()]).not.toContain('allow-running-insecure-content')
  })

  test('9 Do not enable experimental features', () => {
    expect(preferences().experimentalFeatures).toBe(false)
    expect([...booted.desktop.app.switches.keys()].filter((name) => /^enable-(experimental|features|blink)/.test(name))).toEqual([])
  })

  test('10 Do not use enableBlinkFeatures', () => {
    expect(preferences().enableBlinkFeatures).toBeUndefined()
    expect([...booted.desktop.app.switches.keys()]).not.toContain('enable-blink-features')
  })

  test('11 <webview>: Do not use allowpopups', () => {
    expect(preferences().webviewTag).toBe(false)
    expect(window.webContents.attachesGuest({})).toBe(false)
  })

  test('12 <webview>: Verify options and params', () => {
    for (const hostile of [{ nodeIntegration: true }, { preload: '/tmp/hostile.js' }, { webSecurity: false }]) {
      expect(window.webContents.attachesGuest(hostile)).toBe(false)
    }
  })

  test('13 Disable or limit navigation', () => {
    for (const url of [...elsewhere, 'app://bundle/assets/app.js', 'app://bundle/index.html?x=1']) {
      // Each event refuses by itself: none relies on another.
      expect(window.webContents.navigates(url).allowed, url).toEqual([])
      expect(window.webContents.navigates(url, false).allowed, url).toEqual([])
      expect(window.webContents.redirects(url), url).toBe(false)
    }
    // The page itself may be loaded again, but never in a frame.
    const again = window.webContents.navigates('app://bundle/index.html#/incidents')
    expect(again.allowed).toEqual(again.asked)
    expect(window.webContents.navigates('app://bundle/index.html', false).allowed).toEqual([])
  })

  test('14 Disable or limit creation of new windows', () => {
    for (const url of [...elsewhere, 'app://bundle/index.html']) expect(window.webContents.opens(url), url).toBe(false)
    expect(booted.desktop.windows).toHaveLength(1)
  })

  test('15 Do not use shell.openExternal with untrusted content', async () => {
    expect(booted.desktop.defaultSession.permission('openExternal', 'app://bundle/index.html')).toEqual({ checked: false, asked: false })
    for (const url of [...elsewhere, 'mailto:a@example.com', 'smb://example.com/share', 'ms-msdt:/id']) {
      window.webContents.navigates(url)
      window.webContents.opens(url)
      await call({ id: 1, name: 'shell.openExternal', input: url })
    }
    for (const item of booted.desktop.menu?.flatMap((menu) => menu.submenu as Electron.MenuItemConstructorOptions[]) ?? []) {
      expect(item.click, item.label).toBeUndefined()
    }
    expect(booted.desktop.handedToSystem).toEqual([])
  })

  test('16 Use a current version of Electron', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { devDependencies: { electron: string } }
    const version = manifest.devDependencies.electron
    expect(version, 'an exact version').toMatch(/^\d+\.\d+\.\d+$/)
    expect(supported.majors, `supported on ${supported.checkedOn}`).toContain(Number(version.split('.')[0]))
    expect(supported.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  test('17 Validate the sender of all IPC messages', async () => {
    expect([...booted.desktop.handlers.keys()]).toEqual([channel])
    const { webContents: page } = window
    const text = JSON.stringify({ id: 1, name: 'store.status', input: {} })
    const hostile: (FakeFrame | null)[] = [
      null,
      new FakeFrame('app://bundle/index.html', page.mainFrame),
      Object.assign(new FakeFrame('app://bundle/index.html'), { detached: true }),
      ...elsewhere.map((url) => new FakeFrame(url)),
    ]
    for (const frame of hostile) {
      await expect(booted.desktop.invoke(page, frame, channel, text), frame?.url ?? 'no frame').rejects.toThrow('refused')
    }
    const stranger = new (await import('./fake/window.ts')).FakeContents(booted.desktop.defaultSession)
    await expect(booted.desktop.invoke(stranger, new FakeFrame('app://bundle/index.html'), channel, text)).rejects.toThrow('refused')
    expect(booted.core.calls).toEqual([])
    await booted.desktop.invoke(page, page.mainFrame, channel, text)
    expect(booted.core.calls).toHaveLength(1)
  })

  test('18 Avoid usage of the file:// protocol and prefer usage of custom protocols', async () => {
    expect(window.webContents.mainFrame.origin).toBe('app://bundle')
    expect(await booted.desktop.defaultSession.load('file:///etc/passwd')).toEqual({ kind: 'cancelled' })
    expect(fuses.find((fuse) => fuse.name === 'GrantFileProtocolExtraPrivileges')?.on).toBe(false)
  })

  test('19 Check which fuses you can change', async () => {
    const { FuseV1Options } = await import('@electron/fuses')
    const known = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name))
    expect(fuses.map((fuse) => fuse.name)).toEqual(known)
    expect(fuses.map((_, index) => FuseV1Options[index])).toEqual(known)
    // Written into the binary and read back from it by packaging.test.ts.
    expect(fuseWire).toBe('010011001')
  })

  test('20 Do not expose Electron APIs to untrusted web content', async () => {
    vi.resetModules()
    await import('../../electron/desktop/preload.ts')
    expect([...booted.desktop.exposed.keys()]).toEqual(['cofferdam'])
    const bridge = booted.desktop.exposed.get('cofferdam') as Record<string, (argument: unknown, more?: unknown) => Promise<string>>
    expect(Object.keys(bridge).sort()).toEqual(['call', 'chooseFile'])
    // Neither function lets the page name a channel: whatever it passes goes over the one there is, as text.
    const seen: unknown[][] = []
    booted.desktop.handlers.set(channel, (_event, ...args: unknown[]) => {
      seen.push(args)
      return ''
    })
    await bridge['call']?.('other-channel', 'more')
    await bridge['call']?.({ toString: () => 'text' })
    await bridge['chooseFile']?.('attachment', '/etc/passwd')
    expect(seen).toEqual([['other-channel'], ['text'], [JSON.stringify({ id: 0, name: 'desktop.chooseFile', input: { purpose: 'attachment' } })]])
  })
})

/** A call of the page, through the channel as the preload uses it. */
async function call(request: unknown): Promise<unknown> {
  const page = window.webContents
  const reply = booted.desktop.invoke(page, page.mainFrame, channel, JSON.stringify(request))
  await settled()
  return JSON.parse((await reply) as string)
}

function directives(page: Response | null): Map<string, string[]> {
  const policy = page?.headers.get('content-security-policy') ?? ''
  return new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]))
}

/** Every permission Electron knows, and one it does not know yet. */
const permissions = [
  'ar', 'automatic-fullscreen', 'background-fetch', 'background-sync', 'captured-surface-control', 'clipboard-read',
  'deprecated-sync-clipboard-read', 'display-capture', 'fileSystem', 'fullscreen', 'geolocation', 'geolocation-approximate',
  'hand-tracking', 'hid', 'idle-detection', 'keyboardLock', 'local-fonts', 'local-network', 'local-network-access',
  'loopback-network', 'media', 'mediaKeySystem', 'midi', 'midiSysex', 'nfc', 'notifications', 'openExternal',
  'payment-handler', 'periodic-background-sync', 'persistent-storage', 'pointerLock', 'screen-wake-lock', 'sensors', 'serial',
  'smart-card', 'speaker-selection', 'storage-access', 'system-wake-lock', 'top-level-storage-access', 'usb', 'vr',
  'web-app-installation', 'web-printing', 'window-management', 'unknown', 'a permission of tomorrow',
]
