import { app, session as electronSession, type Session, type WebContents } from 'electron'
import { chromiumSwitches } from './policies/command-line.ts'
import { navigationDecision } from './policies/navigation.ts'
import { permissionDecision } from './policies/permission.ts'
import { deadProxy, refusedSchemes, requestDecision } from './policies/request.ts'
import { registerBundleScheme } from './protocol.ts'

/** Every lock that must be on before Chromium starts. Works once, before the program is ready. */
export function lockBeforeReady(): void {
  app.enableSandbox()
  for (const [name, value] of chromiumSwitches) {
    if (value === undefined) app.commandLine.appendSwitch(name)
    else app.commandLine.appendSwitch(name, value)
  }
  registerBundleScheme()
  app.on('session-created', (session) => {
    void lockSession(session, app.isPackaged)
  })
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents)
  })
  app.on('login', (event) => {
    event.preventDefault()
  })
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault()
    callback(false)
  })
  app.on('select-client-certificate', (event) => {
    event.preventDefault()
  })
  // Nothing opens this program from outside with a file or an address.
  for (const name of ['open-file', 'open-url'] as const) {
    app.on(name as 'open-file', (event) => {
      event.preventDefault()
    })
  }
}

/** Locks of the program as a whole, and of the session of our window, that Chromium takes only once it runs. */
export async function lockAfterReady(): Promise<void> {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off', secureDnsServers: [] })
  await app.setProxy(nowhere)
  await lockSession(electronSession.defaultSession, app.isPackaged)
}

const nowhere = { mode: 'fixed_servers', proxyRules: deadProxy, proxyBypassRules: '<-loopback>' } as const
const locked = new WeakMap<Session, Promise<void>>()

/**
 * Locks a session once: permissions, devices, requests, schemes, downloads, spelling, proxy. Everything but the
 * proxy holds at once, the proxy when the promise resolves.
 */
export function lockSession(session: Session, isPackaged: boolean): Promise<void> {
  const before = locked.get(session)
  if (before !== undefined) return before
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permissionDecision(permission, details.requestingUrl))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => permissionDecision(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer(null)
  })
  session.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false })
  })
  session.on('select-hid-device', (event, _details, answer) => {
    event.preventDefault()
    answer()
  })
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault()
    answer()
  })
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault()
    answer('')
  })
  session.on('file-system-access-restricted', (_event, _details, answer) => {
    answer('deny')
  })
  session.on('will-download', (event) => {
    event.preventDefault()
  })
  // Without a URL filter: a filter over patterns would miss web sockets and schemes of a later Chromium.
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: requestDecision(details.url, isPackaged) === 'cancel' })
  })
  for (const scheme of refusedSchemes) session.protocol.handle(scheme, () => new Response(null, { status: 403 }))
  session.setCertificateVerifyProc((_request, answer) => {
    answer(-2)
  })
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerDictionaryDownloadURL(`${deadProxy}/`)
  const proxied = session.setProxy(nowhere)
  locked.set(session, proxied)
  return proxied
}

/** Locks a page: where it may go, what it may open, what may be put into it. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (navigationDecision(event.url, event.isMainFrame) === 'deny') event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (navigationDecision(event.url, event.isMainFrame) === 'deny') event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault()
    answer('')
  })
  contents.on('login', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
