import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'

/**
 * How the page runs: in Chromium's sandbox, without Node, apart from the preload script. What equals today's
 * default is written out all the same, so that a changed default changes nothing here.
 *
 * @param preload absolute path of the preload script
 * @param isPackaged an installed program has no developer tools
 */
export function webPreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    enableWebSQL: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    disableDialogs: false,
    devTools: !isPackaged,
  }
}

/** The window: fits 1024x768, hidden until its first picture is ready. */
export function windowOptions(title: string, preload: string, isPackaged: boolean): BrowserWindowConstructorOptions {
  return {
    title,
    width: 1280,
    height: 820,
    minWidth: 800,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(preload, isPackaged),
  }
}
