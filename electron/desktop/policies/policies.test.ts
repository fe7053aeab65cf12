import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveAsset, type AssetMap } from './asset.ts'
import { isBundleOrigin, isBundleUrl } from './bundle.ts'
import { chromiumSwitches, desktopArguments, refusedSwitches } from './command-line.ts'
import { coreEnvironment } from './core-environment.ts'
import { navigationDecision } from './navigation.ts'
import { permissionDecision } from './permission.ts'
import { requestDecision } from './request.ts'
import { isTrustedSender, type SenderParts } from './trusted-sender.ts'
import { windowOptions } from './window-options.ts'

const asset = { file: 'index.html', mediaType: 'text/html; charset=utf-8', sha256: '0'.repeat(64) }
const script = { ...asset, file: 'assets/app.js' }
const map: AssetMap = new Map([
  ['index.html', asset],
  ['assets/app.js', script],
])

/** URLs that a hasty check would take for ours. */
const lookalikes = [
  'app://bundle.evil/index.html',
  'app://bundle@evil/index.html',
  'app://evil@bundle/index.html',
  'app://user:secret@bundle/index.html',
  'app://bundle:80/index.html',
  'app://Bundle.evil/',
  'app:bundle/index.html',
  'app:///bundle/index.html',
  'apps://bundle/index.html',
  'xapp://bundle/index.html',
  'http://bundle/index.html',
  'file:///app://bundle/index.html',
  'blob:app://bundle/1',
  'javascript:"app://bundle/"',
  ' app//bundle/',
  '',
]

describe('whose URL it is', () => {
  test.each(lookalikes)('%j is not ours', (url) => {
    expect(isBundleUrl(url)).toBe(false)
    expect(navigationDecision(url, true)).toBe('deny')
    expect(permissionDecision('clipboard-sanitized-write', url)).toBe(false)
    expect(resolveAsset(map, 'GET', url).kind).toBe('refused')
  })

  test('ours is ours', () => {
    for (const url of ['app://bundle', 'app://bundle/', 'app://bundle/index.html', 'app://bundle/index.html#/incidents']) expect(isBundleUrl(url), url).toBe(true)
    expect([isBundleOrigin('app://bundle'), isBundleOrigin('app://bundle/'), isBundleOrigin('app://bundle/x'), isBundleOrigin('null')]).toEqual([true, true, false, false])
  })

  test('no string makes a URL ours that a parser sees elsewhere', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12, unit: 'binary' }), fc.string({ maxLength: 12 }), (middle, end) => {
        const url = `app://bundle${middle}${end}`
        if (isBundleUrl(url)) expect(new URL(url).host).toBe('bundle')
      }),
    )
  })
})

describe('sender', () => {
  const ours: SenderParts = { url: 'app://bundle/index.html#/x', origin: 'app://bundle', isTopFrame: true, isKnownWindow: true }
  test.each<[string, SenderParts | null, boolean]>([
    ['ours', ours, true],
    ['gone', null, false],
    ['a frame in our page', { ...ours, isTopFrame: false }, false],
    ['another window', { ...ours, isKnownWindow: false }, false],
    ['another origin', { ...ours, origin: 'app://other' }, false],
    ['an opaque origin', { ...ours, origin: 'null' }, false],
    ['another page', { ...ours, url: 'https://example.com/' }, false],
    ['a blank page', { ...ours, url: '' }, false],
  ])('%s', (_who, sender, trusted) => {
    expect(isTrustedSender(sender)).toBe(trusted)
  })
})

describe('assets', () => {
  const status = (url: string, method = 'GET'): unknown => {
    const decision = resolveAsset(map, method, url)
    return decision.kind === 'asset' ? decision.asset.file : decision.status
  }
  test.each([
    ['app://bundle/', 'index.html'],
    ['app://bundle/index.html', 'index.html'],
    ['app://bundle/index.html?x=1#y', 'index.html'],
    ['app://bundle/assets/app.js', 'assets/app.js'],
    ['app://bundle/missing.js', 404],
    ['app://bundle/toString', 404],
    ['app://bundle/__proto__', 404],
    ['app://bundle', 400],
    ['app://bundle?/index.html', 400],
    ['app://bundle/../index.html', 400],
    ['app://bundle/assets/../index.html', 400],
    ['app://bundle/%2e%2e/index.html', 400],
    ['app://bundle/index%2ehtml', 400],
    ['app://bundle//index.html', 400],
    ['app://bundle/..\\index.html', 400],
    ['app://bundle/assets\\app.js', 400],
    ['app://bundle/c:/windows/win.ini', 400],
    ['app://bundle/index.html\u0000.js', 400],
    ['app://bundle/index.html ', 400],
    ['APP://bundle/index.html', 400],
  ])('%j', (url, expected) => {
    expect(status(url)).toBe(expected)
  })

  test('only reading is answered', () => {
    for (const method of ['POST', 'PUT', 'HEAD', 'OPTIONS', 'get', '']) expect(status('app://bundle/index.html', method)).toBe(405)
  })

  test('whatever is asked, the file named in the answer is one of the map', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.string({ maxLength: 20 }), (path, more) => {
        const answer = status(`app://bundle/${path}${more}`)
        expect(typeof answer === 'number' || [...map.values()].some(({ file }) => file === answer)).toBe(true)
      }),
    )
  })
})

test('requests: the bundle and what stays in the process proceed, all else is cancelled', () => {
  for (const url of ['app://bundle/index.html', 'data:image/png;base64,AA==', 'blob:app://bundle/1']) expect(requestDecision(url, true), url).toBe('proceed')
  for (const url of [...lookalikes.filter((url) => !url.startsWith('blob:')), 'blob:https://example.com/1', 'ws://127.0.0.1/', 'devtools://devtools/x', 'https://example.com/app://bundle/']) {
    expect(requestDecision(url, true), url).toBe('cancel')
  }
  expect(requestDecision('devtools://devtools/x', false)).toBe('proceed')
  expect(requestDecision('devtools://elsewhere/x', false)).toBe('cancel')
})

test('navigation: only the page itself, again, at the top', () => {
  expect(navigationDecision('app://bundle/index.html', true)).toBe('allow')
  expect(navigationDecision('app://bundle/index.html', false)).toBe('deny')
  for (const url of ['app://bundle/', 'app://bundle/index.html?x', 'app://bundle/assets/app.js']) expect(navigationDecision(url, true), url).toBe('deny')
})

describe('command line', () => {
  test('reads its own arguments in both forms and ignores every other', () => {
    expect(desktopArguments(['cofferdam', '--original-process-start-time=1', '--store', '/a', '--store=/b', '--export-folder', '/c', '--export-folder=/d', 'file.zip'])).toEqual({
      storeFolder: '/b',
      exportFolders: ['/c', '/d'],
      mediaRoots: null,
      selfTest: false,
    })
    expect(desktopArguments(['--media-root=/m', '--self-test'])).toEqual({ storeFolder: null, exportFolders: [], mediaRoots: ['/m'], selfTest: true })
    expect(desktopArguments(['--store', '--self-test', '--store='])).toEqual({ storeFolder: null, exportFolders: [], mediaRoots: null, selfTest: true })
  })

  test('names are resolved nowhere, and no switch of ours weakens anything', () => {
    const names = chromiumSwitches.map(([name]) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => /^(no-sandbox|disable-web-security|remote|allow|ignore|enable)/.test(name))).toEqual([])
    // Ours are set after the check, so a person's own value of them is refused and never merged.
    for (const name of ['proxy-server', 'host-resolver-rules', 'proxy-bypass-list']) expect([names.includes(name), refusedSwitches.some((refused) => refused === name)]).toEqual([true, true])
  })
})

test('the environment of the core holds nothing that changes its code', () => {
  expect(coreEnvironment({ PATH: '/bin', NODE_OPTIONS: '--require x', ELECTRON_RUN_AS_NODE: '1', node_extra_ca_certs: 'x', npm_config_x: '1', SSLKEYLOGFILE: '/k', COFFERDAM_STORE: '/s', gone: undefined })).toEqual({
    PATH: '/bin',
    COFFERDAM_STORE: '/s',
  })
})

test('the window fits the smallest screen and has tools for developers only where it is not installed', () => {
  const options = windowOptions('Cofferdam', '/preload.cjs', true)
  expect([options.minWidth, options.minHeight, options.show]).toEqual([800, 600, false])
  expect(options.webPreferences).toMatchObject({ preload: '/preload.cjs', devTools: false, spellcheck: false, navigateOnDragDrop: false, webviewTag: false, plugins: false })
  expect(windowOptions('Cofferdam', '/preload.cjs', false).webPreferences?.devTools).toBe(true)
})
