import { randomBytes } from 'node:crypto'
import { BrowserWindow, type WebContents } from 'electron'
import { startPage } from './policies/bundle.ts'
import { windowOptions } from './policies/window-options.ts'

/** Parts the window is made of. */
export interface WindowParts {
  readonly title: string
  /** Absolute path of the preload script. */
  readonly preload: string
  readonly isPackaged: boolean
  /** The window of this session is gone. */
  onSessionEnd(session: string): void
  /** The page died a second time; there is no window any more. */
  onGone(): void
}

/** The one window of the program. */
export interface DesktopWindow {
  /** Opens it, or brings it to the front where it is open. */
  show(): void
  /** The session behind a page; `null` for every page that is not ours. */
  sessionOf(contents: WebContents): string | null
  /** The window a page lies in; `null` for every page that is not ours. */
  windowOf(contents: WebContents): BrowserWindow | null
}

interface OpenWindow {
  readonly window: BrowserWindow
  readonly contents: WebContents
  readonly session: string
}

/**
 * The window and the session behind it. A session lasts as long as its page process: a page that died, or was
 * closed, leaves nobody signed in. A dead page is replaced once.
 */
export function createWindow(parts: WindowParts): DesktopWindow {
  let current: OpenWindow | null = null
  let replacementsLeft = 1

  function open(): void {
    const window = new BrowserWindow(windowOptions(parts.title, parts.preload, parts.isPackaged))
    const opened: OpenWindow = { window, contents: window.webContents, session: randomBytes(16).toString('hex') }
    current = opened
    const contents = opened.contents
    window.once('ready-to-show', () => {
      window.show()
    })
    window.on('closed', () => {
      leave(opened)
    })
    // Drafts save themselves, so no page may hold the window open.
    contents.on('will-prevent-unload', (event) => {
      event.preventDefault()
    })
    contents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit' || current !== opened) return
      const replace = replacementsLeft > 0
      replacementsLeft -= 1
      // Opened before the dead one is destroyed: a program without windows would quit.
      leave(opened)
      if (replace) open()
      window.destroy()
      if (!replace) parts.onGone()
    })
    // A failure to load is seen in the window itself; the promise would only repeat it.
    window.loadURL(startPage).catch(() => undefined)
  }

  function leave(left: OpenWindow): void {
    if (current !== left) return
    current = null
    parts.onSessionEnd(left.session)
  }

  return {
    show() {
      if (current === null) {
        open()
        return
      }
      const { window } = current
      if (window.isMinimized()) window.restore()
      window.focus()
    },
    sessionOf(contents) {
      return current?.contents === contents ? current.session : null
    },
    windowOf(contents) {
      return current?.contents === contents ? current.window : null
    },
  }
}
