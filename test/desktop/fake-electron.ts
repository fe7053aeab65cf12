import type {} from 'electron'
import { FakeApp } from './fake/app.ts'
import { FakeMessageChannel } from './fake/port.ts'
import { FakeSession } from './fake/session.ts'
import { FakeUtilityProcess } from './fake/utility.ts'
import { FakeWindow, type FakeContents, type FakeFrame } from './fake/window.ts'
import type { Methods } from './fake/event.ts'

export { settle } from './fake/event.ts'
export type { FakeChild, Program } from './fake/utility.ts'
export { FakeFrame, type FakeContents, type FakeWindow } from './fake/window.ts'
export type { FakeSession, Fate } from './fake/session.ts'

type Handler = Parameters<Electron.IpcMain['handle']>[1]

/** One pretended desktop: everything a test may look at or act on. A new one for each test. */
export class FakeDesktop {
  readonly app = new FakeApp()
  readonly utilityProcess = new FakeUtilityProcess(this.app)
  readonly windows: FakeWindow[] = []
  readonly schemes: Electron.CustomScheme[] = []
  readonly handlers = new Map<string, Handler>()
  readonly errorBoxes: { readonly title: string; readonly text: string }[] = []
  readonly openDialogs: Electron.OpenDialogOptions[] = []
  readonly exposed = new Map<string, Record<string, unknown>>()
  menu: Electron.MenuItemConstructorOptions[] | null = null
  /** Whatever was handed to the system: addresses opened, files shown. */
  readonly handedToSystem: unknown[] = []
  /** Paths the person chooses next; empty means cancel. */
  chosen: string[] = []
  #session: FakeSession | null = null
  readonly #partitions = new Map<string, FakeSession>()

  get defaultSession(): FakeSession {
    this.app.needsReady('session.defaultSession')
    this.#session ??= this.#created(new FakeSession())
    return this.#session
  }
  fromPartition(name: string): FakeSession {
    const known = this.#partitions.get(name) ?? this.#created(new FakeSession())
    this.#partitions.set(name, known)
    return known
  }
  #created(session: FakeSession): FakeSession {
    this.app.emit('session-created', session)
    return session
  }

  /** A message on a channel from a frame, as the browser delivers it; rejects like the page's `invoke` does. */
  async invoke(contents: FakeContents, frame: FakeFrame | null, channel: string, ...args: readonly unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    const event = { sender: contents, senderFrame: frame, type: 'frame' } as unknown as Electron.IpcMainInvokeEvent
    return structuredClone(await (handler(event, ...(structuredClone(args) as unknown[])) as Promise<unknown>))
  }

  /** The window that is open now. */
  get window(): FakeWindow {
    const open = this.windows.filter((window) => !window.closed)
    if (open.length !== 1 || open[0] === undefined) throw new Error(`${String(open.length)} windows are open`)
    return open[0]
  }
}

let desktop = new FakeDesktop()

/** A fresh desktop; the module below speaks to the newest. */
export function newDesktop(): FakeDesktop {
  desktop = new FakeDesktop()
  return desktop
}

/** The page that runs a preload script: the window that is open. */
function page(): FakeContents {
  return desktop.window.webContents
}

/** What `import ... from 'electron'` gives in a test. */
export const electronModule = {
  get app() {
    return desktop.app
  },
  get utilityProcess() {
    return desktop.utilityProcess
  },
  MessageChannelMain: FakeMessageChannel,
  BrowserWindow: class extends FakeWindow {
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super(desktop.app, desktop.defaultSession, options)
      desktop.windows.push(this)
    }
  },
  session: {
    get defaultSession() {
      return desktop.defaultSession
    },
    fromPartition: (name: string) => desktop.fromPartition(name),
  },
  protocol: {
    registerSchemesAsPrivileged(schemes) {
      if (desktop.app.ready) throw new Error('registerSchemesAsPrivileged after ready')
      if (desktop.schemes.length > 0) throw new Error('registerSchemesAsPrivileged a second time')
      desktop.schemes.push(...schemes)
    },
  } satisfies Methods<Electron.Protocol, 'registerSchemesAsPrivileged'>,
  ipcMain: {
    handle(channel, handler) {
      if (desktop.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
      desktop.handlers.set(channel, handler)
    },
  } satisfies Methods<Electron.IpcMain, 'handle'>,
  dialog: {
    showErrorBox(title: string, text: string) {
      desktop.errorBoxes.push({ title, text })
    },
    showOpenDialog(_window: unknown, options: Electron.OpenDialogOptions) {
      desktop.openDialogs.push(options)
      return Promise.resolve({ canceled: desktop.chosen.length === 0, filePaths: desktop.chosen })
    },
  },
  shell: {
    openExternal: (url: string) => Promise.resolve(desktop.handedToSystem.push(url)),
    openPath: (path: string) => Promise.resolve(desktop.handedToSystem.push(path)),
    showItemInFolder: (path: string) => desktop.handedToSystem.push(path),
  } satisfies Methods<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder'>,
  Menu: {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
    setApplicationMenu(menu: Electron.MenuItemConstructorOptions[]) {
      desktop.menu = menu
    },
  },
  contextBridge: {
    exposeInMainWorld(name: string, api: Record<string, unknown>) {
      desktop.exposed.set(name, Object.freeze(api))
    },
  } satisfies Methods<Electron.ContextBridge, 'exposeInMainWorld'>,
  ipcRenderer: {
    invoke: (channel: string, ...args: unknown[]) => desktop.invoke(page(), page().mainFrame, channel, ...args),
  } satisfies Methods<Electron.IpcRenderer, 'invoke'>,
}
