import { EventEmitter } from 'node:events'
import type {} from 'electron'
import { FakeEvent, type Methods } from './event.ts'

type AppMethods = Methods<
  Electron.App,
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'configureHostResolver'
  | 'setProxy'
  | 'setPath'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'getVersion'
  | 'setAboutPanelOptions'
>

/** A window as the program as a whole sees it. */
interface Closable {
  close(): void
}

/** The program: what may be said before `ready` and what only after it is enforced as Electron enforces it. */
export class FakeApp extends EventEmitter implements AppMethods {
  isPackaged = false
  ready = false
  sandboxed = false
  locale = 'en-US'
  /** Whether this is the first instance. */
  first = true
  exitCode: number | null = null
  readonly switches = new Map<string, string>()
  readonly hostResolver: Electron.ConfigureHostResolverOptions[] = []
  readonly proxies: Electron.ProxyConfig[] = []
  readonly paths = new Map<string, string>()
  readonly windows = new Set<Closable>()
  #ready = Promise.withResolvers<void>()
  #quitting = false

  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => {
      if (this.ready) throw new Error('a switch after ready has no effect')
      this.switches.set(name, value)
    },
    hasSwitch: (name: string): boolean => this.switches.has(name),
  } satisfies Methods<Electron.CommandLine, 'appendSwitch' | 'hasSwitch'>

  /** What Electron does when Chromium is up. */
  becomeReady(): void {
    this.ready = true
    this.emit('ready')
    this.#ready.resolve()
  }

  /** Throws unless Chromium is up, as the methods do that need it. */
  needsReady(what: string): void {
    if (!this.ready) throw new Error(`${what} before ready`)
  }

  enableSandbox(): void {
    if (this.ready) throw new Error('enableSandbox after ready')
    this.sandboxed = true
  }
  requestSingleInstanceLock(): boolean {
    return this.first
  }
  configureHostResolver(options: Electron.ConfigureHostResolverOptions): void {
    this.needsReady('configureHostResolver')
    this.hostResolver.push(options)
  }
  async setProxy(config: Electron.ProxyConfig): Promise<void> {
    this.needsReady('setProxy')
    this.proxies.push(config)
    return Promise.resolve()
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path)
  }
  whenReady(): Promise<void> {
    return this.#ready.promise
  }
  getLocale(): string {
    this.needsReady('getLocale')
    return this.locale
  }
  getPreferredSystemLanguages(): string[] {
    return [this.locale]
  }
  getVersion(): string {
    return '0.0.0'
  }
  setAboutPanelOptions(): void {
    // Nothing to show.
  }
  quit(): void {
    if (this.exitCode !== null) return
    this.emit('before-quit', new FakeEvent())
    this.#quitting = true
    for (const window of [...this.windows]) window.close()
    this.#quitting = false
    const event = new FakeEvent()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exitCode = 0
  }
  exit(code = 0): void {
    this.exitCode ??= code
  }

  /** Called by a window that is gone. */
  windowClosed(window: Closable): void {
    this.windows.delete(window)
    if (this.windows.size > 0 || this.#quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }
}
