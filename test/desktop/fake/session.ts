import { EventEmitter } from 'node:events'
import type {} from 'electron'
import { FakeEvent, type Methods } from './event.ts'

type RequestListener = NonNullable<Parameters<Electron.WebRequest['onBeforeRequest']>[0]>
type SchemeHandler = (request: Request) => Response | Promise<Response>
type Permission = Parameters<NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>>[1]

type SessionMethods = Methods<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setCertificateVerifyProc'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerDictionaryDownloadURL'
  | 'setProxy'
  | 'fetch'
>

/** Where a request ended. `network` is what must never be seen. */
export type Fate =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'answered'; readonly response: Response }
  | { readonly kind: 'network'; readonly through: string }

/** Everything is granted, downloaded and fetched unless a handler says otherwise: that is Electron's default. */
export class FakeSession extends EventEmitter implements SessionMethods {
  readonly proxies: Electron.ProxyConfig[] = []
  spellChecker = true
  dictionaryUrl = 'https://dictionaries.invalid/'
  #request: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null
  #check: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null
  #device: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null
  #display: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0] = null
  #bluetooth: Parameters<Electron.Session['setBluetoothPairingHandler']>[0] = null
  #certificate: Parameters<Electron.Session['setCertificateVerifyProc']>[0] = null
  #before: { readonly filtered: boolean; readonly listener: RequestListener } | null = null
  readonly #schemes = new Map<string, SchemeHandler>()

  readonly webRequest = {
    onBeforeRequest: (...args: readonly unknown[]): void => {
      const listener = args.at(-1) as RequestListener
      // There can be only one: the last one counts.
      this.#before = { filtered: args.length > 1, listener }
    },
  }
  readonly protocol = {
    handle: (scheme: string, handler: SchemeHandler): void => {
      if (this.#schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
      this.#schemes.set(scheme, handler)
    },
    isProtocolHandled: (scheme: string): boolean => this.#schemes.has(scheme),
  } satisfies Methods<Electron.Protocol, 'handle' | 'isProtocolHandled'>

  setPermissionRequestHandler(handler: Parameters<Electron.Session['setPermissionRequestHandler']>[0]): void {
    this.#request = handler
  }
  setPermissionCheckHandler(handler: Parameters<Electron.Session['setPermissionCheckHandler']>[0]): void {
    this.#check = handler
  }
  setDevicePermissionHandler(handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {
    this.#device = handler
  }
  setDisplayMediaRequestHandler(handler: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0]): void {
    this.#display = handler
  }
  setBluetoothPairingHandler(handler: Parameters<Electron.Session['setBluetoothPairingHandler']>[0]): void {
    this.#bluetooth = handler
  }
  setCertificateVerifyProc(handler: Parameters<Electron.Session['setCertificateVerifyProc']>[0]): void {
    this.#certificate = handler
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled
  }
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    this.dictionaryUrl = url
  }
  async setProxy(config: Electron.ProxyConfig): Promise<void> {
    this.proxies.push(config)
    return Promise.resolve()
  }
  async fetch(input: string | Request): Promise<Response> {
    const fate = await this.load(typeof input === 'string' ? input : input.url)
    if (fate.kind === 'answered') return fate.response
    throw new Error(fate.kind)
  }

  /** What Chromium does with a permission a page asks for: checks, then asks. */
  permission(name: string, requestingUrl: string): { readonly checked: boolean; readonly asked: boolean } {
    const permission = name as Permission
    const details = { requestingUrl, isMainFrame: true }
    const checked =
      this.#check === null || this.#check(null, permission, new URL(requestingUrl).origin === 'null' ? requestingUrl : new URL(requestingUrl).origin, details)
    let asked = this.#request === null
    this.#request?.(
      null as unknown as Electron.WebContents,
      permission,
      (granted) => {
        asked = granted
      },
      details as Electron.PermissionRequest,
    )
    return { checked, asked }
  }

  /** Whether a device would be handed to a page, by any of the ways there are. */
  device(): boolean {
    return (
      this.#device?.({ deviceType: 'usb', origin: 'app://bundle' } as Electron.DevicePermissionHandlerHandlerDetails) !== false ||
      [
        this.#picked('select-hid-device', 'hid'),
        this.#picked('select-usb-device', 'usb'),
        this.#picked('select-serial-port', 'serial', {}),
      ].some((picked) => picked)
    )
  }

  #picked(name: string, device: string, ...more: readonly unknown[]): boolean {
    const event = new FakeEvent()
    let answered: unknown = 'the first one'
    this.emit(name, event, [{ deviceId: device }], ...more, (choice: unknown) => {
      answered = choice
    })
    return !event.defaultPrevented || Boolean(answered)
  }

  /** Whether a screen would be recorded. */
  displayMedia(): boolean {
    let streams: unknown = 'the screen'
    this.#display?.({} as Electron.DisplayMediaRequestHandlerHandlerRequest, (chosen) => {
      streams = chosen
    })
    return streams !== null
  }

  /** Whether a Bluetooth device would be paired. */
  pairs(): boolean {
    let confirmed = this.#bluetooth === null
    this.#bluetooth?.({} as Electron.BluetoothPairingHandlerHandlerDetails, (answer) => {
      confirmed = answer.confirmed
    })
    return confirmed
  }

  /** Whether any certificate of any server would be believed. */
  believesCertificates(): boolean {
    let result = 0
    this.#certificate?.({} as Electron.Request, (answer) => {
      result = answer
    })
    return result === 0
  }

  /** Whether a page may use a folder that the browser protects. */
  opensProtectedFolder(): boolean {
    let action = 'allow'
    this.emit('file-system-access-restricted', new FakeEvent(), {}, (answer: string) => {
      action = answer
    })
    return action !== 'deny'
  }

  /** Whether a download would start. */
  downloads(): boolean {
    const event = new FakeEvent()
    this.emit('will-download', event, {}, {})
    return !event.defaultPrevented
  }

  /** What becomes of a request of a page: the filter first, then the handler of its scheme, then the network. */
  async load(url: string, method = 'GET'): Promise<Fate> {
    const scheme = url.slice(0, url.indexOf(':'))
    // A filter over URL patterns knows http and https only.
    if (this.#before !== null && (!this.#before.filtered || /^https?$/.test(scheme))) {
      let cancelled = false
      this.#before.listener({ url, method } as Electron.OnBeforeRequestListenerDetails, (answer) => {
        cancelled = answer.cancel === true
      })
      if (cancelled) return { kind: 'cancelled' }
    }
    return this.loadPastFilter(url, method)
  }

  /** The same for what the filter does not see. */
  async loadPastFilter(url: string, method = 'GET'): Promise<Fate> {
    const handler = this.#schemes.get(url.slice(0, url.indexOf(':')))
    if (handler === undefined) return { kind: 'network', through: this.proxies.at(-1)?.proxyRules ?? 'no proxy' }
    return { kind: 'answered', response: await handler({ url, method } as Request) }
  }
}
