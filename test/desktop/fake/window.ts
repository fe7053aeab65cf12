import { EventEmitter } from 'node:events'
import type {} from 'electron'
import { FakeEvent, type Methods } from './event.ts'
import type { FakeApp } from './app.ts'
import type { FakeSession } from './session.ts'

/** A frame of a page. `url` and `origin` are what the browser says, not what the page says. */
export class FakeFrame implements Pick<Electron.WebFrameMain, 'url' | 'origin' | 'detached'> {
  url: string
  parent: FakeFrame | null
  detached = false
  constructor(url: string, parent: FakeFrame | null = null) {
    this.url = url
    this.parent = parent
  }
  get origin(): string {
    const match = /^([a-z]+:\/\/[^/]*)/.exec(this.url)
    return match?.[1] ?? 'null'
  }
}

type ContentsMethods = Methods<Electron.WebContents, 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy' | 'executeJavaScript'>

/** A page. It goes where it likes, opens what it likes and takes every guest unless somebody refuses. */
export class FakeContents extends EventEmitter implements ContentsMethods {
  readonly session: FakeSession
  mainFrame = new FakeFrame('')
  webRtcPolicy = 'default'
  /** What `executeJavaScript` resolves to. */
  evaluates: unknown = undefined
  #opener: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null
  constructor(session: FakeSession) {
    super()
    this.session = session
  }
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#opener = handler
  }
  setWebRTCIPHandlingPolicy(policy: Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    this.webRtcPolicy = policy
  }
  executeJavaScript(): Promise<unknown> {
    return Promise.resolve(this.evaluates)
  }

  /** The events the browser asks with before the page goes to a URL, and which of them let it. */
  navigates(url: string, isMainFrame = true): { readonly asked: readonly string[]; readonly allowed: readonly string[] } {
    const asked = isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate']
    return { asked, allowed: asked.filter((name) => this.#passes(name, Object.assign(new FakeEvent(), { url, isMainFrame }))) }
  }
  /** Whether a server may send the page elsewhere. */
  redirects(url: string): boolean {
    return this.#passes('will-redirect', Object.assign(new FakeEvent(), { url, isMainFrame: true }))
  }
  /** Whether `window.open` opens something. */
  opens(url: string): boolean {
    return this.#opener?.({ url } as Electron.HandlerDetails).action !== 'deny'
  }
  /** Whether a `<webview>` is let in, with what options it likes. */
  attachesGuest(preferences: Electron.WebPreferences): boolean {
    return this.#passes('will-attach-webview', new FakeEvent(), preferences, { src: 'https://elsewhere.invalid/', allowpopups: 'true' })
  }
  /** Whether a Bluetooth device would be handed over. */
  picksBluetooth(): boolean {
    const event = new FakeEvent()
    let chosen = 'the first one'
    this.emit('select-bluetooth-device', event, [], (answer: string) => {
      chosen = answer
    })
    return !event.defaultPrevented || chosen !== ''
  }
  #passes(name: string, event: FakeEvent, ...more: readonly unknown[]): boolean {
    this.emit(name, event, ...more)
    return !event.defaultPrevented
  }
}

/** A window with a page in it. */
export class FakeWindow extends EventEmitter implements Methods<Electron.BrowserWindow, 'loadURL' | 'show' | 'focus' | 'isMinimized' | 'restore' | 'destroy' | 'close'> {
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents: FakeContents
  shown = false
  focused = 0
  minimized = false
  closed = false
  /** The answer to the last URL that was loaded. */
  page: Response | null = null
  readonly #app: FakeApp

  constructor(app: FakeApp, session: FakeSession, options: Electron.BrowserWindowConstructorOptions) {
    super()
    app.needsReady('BrowserWindow')
    this.#app = app
    this.options = options
    this.webContents = new FakeContents(session)
    app.windows.add(this)
    app.emit('web-contents-created', new FakeEvent(), this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    const fate = await this.webContents.session.load(url)
    if (fate.kind !== 'answered') throw new Error(`ERR_BLOCKED_BY_CLIENT loading ${url}`)
    this.page = fate.response
    this.webContents.mainFrame = new FakeFrame(url)
    this.webContents.emit('did-finish-load')
    this.emit('ready-to-show')
  }
  show(): void {
    this.shown = true
  }
  focus(): void {
    this.focused += 1
  }
  isMinimized(): boolean {
    return this.minimized
  }
  restore(): void {
    this.minimized = false
  }
  /** The person closes it. A page may hold it, unless that is refused. */
  close(): void {
    this.destroy()
  }
  destroy(): void {
    if (this.closed) return
    this.closed = true
    this.webContents.mainFrame.detached = true
    this.emit('closed')
    this.#app.windowClosed(this)
  }
}
