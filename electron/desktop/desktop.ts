import { app, dialog, session as electronSession } from 'electron'
import type { Reply, Request } from '../../shared/contract/wire.ts'
import { linkCore, type CoreLink } from '../core/host-line.ts'
import { chooseFileName } from './bridge.ts'
import { coreOptions, startCoreProcess } from './core-start.ts'
import { serveCalls } from './ipc.ts'
import type { Layout } from './layout.ts'
import { lockAfterReady, lockBeforeReady } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { chooseFile } from './native-file.ts'
import { desktopArguments, refusedSwitches, type DesktopArguments } from './policies/command-line.ts'
import { readAssetMap, serveBundle } from './protocol.ts'
import { runSelfTest } from './self-test.ts'
import { desktopTexts, type DesktopTexts } from './texts.ts'
import { createWindow, type DesktopWindow } from './window.ts'

/** Milliseconds the core has to close its store before the program ends without it. */
const stopWithin = 15_000

/** Starts the desktop program: locks first, then the one instance, then the core, then the window. */
export function startDesktop(layout: Layout): void {
  const refused = app.isPackaged ? refusedSwitches.find((name) => app.commandLine.hasSwitch(name)) : undefined
  if (refused !== undefined) {
    const texts = desktopTexts(app.getPreferredSystemLanguages()[0] ?? '')
    dialog.showErrorBox(texts.startFailedTitle, `${texts.switchRefusedText} --${refused}`)
    app.exit(2)
    return
  }
  const given = desktopArguments(process.argv)
  lockBeforeReady()
  if (given.selfTest) {
    void runSelfTest(layout)
    return
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  void app.whenReady().then(() => run(layout, given)).catch(startFailed)
}

async function run(layout: Layout, given: DesktopArguments): Promise<void> {
  const texts = desktopTexts(app.getLocale())
  await lockAfterReady()
  serveBundle(electronSession.defaultSession, await readAssetMap(layout.assetMap), layout.renderer)
  setMenu(texts, app.isPackaged)

  const options = coreOptions(given, app.isPackaged)
  const core = linkCore({
    start: () => startCoreProcess(layout.core, options),
    stopWithin,
    onLost(loss) {
      if (loss === 'gone') endWith(texts.goneTitle, texts.goneText)
    },
  })
  const window = createWindow({
    title: texts.title,
    preload: layout.preload,
    isPackaged: app.isPackaged,
    onSessionEnd: (session) => {
      core.endSession(session)
    },
    onGone() {
      endWith(texts.goneTitle, texts.windowGoneText)
    },
  })
  serveCalls({
    sessionOf: (contents) => window.sessionOf(contents),
    answer: (session, request, contents) => answer(core, window, texts, session, request, contents),
  })
  // What a second start says (its arguments, its folder, its data) comes from anybody and is not looked at.
  app.on('second-instance', () => {
    window.show()
  })
  app.on('activate', () => {
    window.show()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  stopBeforeQuit(core)
  window.show()
}

function answer(
  core: CoreLink,
  window: DesktopWindow,
  texts: DesktopTexts,
  session: string,
  request: Request,
  contents: Parameters<DesktopWindow['windowOf']>[0],
): Promise<Reply> {
  if (request.name !== chooseFileName) return core.call(session, request)
  const parent = window.windowOf(contents)
  if (parent === null) return Promise.resolve({ id: request.id, ok: true, value: null })
  return chooseFile(parent, texts, request.id, request.input, (name, input) => core.call(session, { id: 0, name, input }))
}

/** Holds the end of the program back until the core has closed its store. */
function stopBeforeQuit(core: CoreLink): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void core.stop().then(() => {
      stopped = true
      app.quit()
    })
  })
}

/** Says why there is nothing more to see, and ends. */
function endWith(title: string, text: string): void {
  dialog.showErrorBox(title, text)
  app.quit()
}

function startFailed(): void {
  const texts = desktopTexts(app.getLocale())
  dialog.showErrorBox(texts.startFailedTitle, texts.startFailedText)
  app.exit(1)
}
