import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopTexts } from './texts.ts'

/**
 * Sets the menu: editing, size of text, full screen, about, quit. Reloading and developer tools exist only in a
 * program that is not installed. There is no help that leads to the web.
 */
export function setMenu(texts: DesktopTexts, isPackaged: boolean): void {
  const developer: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [
        { type: 'separator' },
        { role: 'reload', label: texts.menuReload },
        { role: 'toggleDevTools', label: texts.menuDeveloperTools },
      ]
  app.setAboutPanelOptions({ applicationName: texts.title, applicationVersion: app.getVersion() })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: texts.menuFile, submenu: [{ role: 'quit', label: texts.menuQuit }] },
      {
        label: texts.menuEdit,
        submenu: [
          { role: 'undo', label: texts.menuUndo },
          { role: 'redo', label: texts.menuRedo },
          { type: 'separator' },
          { role: 'cut', label: texts.menuCut },
          { role: 'copy', label: texts.menuCopy },
          { role: 'paste', label: texts.menuPaste },
          { role: 'selectAll', label: texts.menuSelectAll },
        ],
      },
      {
        label: texts.menuView,
        submenu: [
          { role: 'zoomIn', label: texts.menuZoomIn },
          { role: 'zoomOut', label: texts.menuZoomOut },
          { role: 'resetZoom', label: texts.menuZoomReset },
          { type: 'separator' },
          { role: 'togglefullscreen', label: texts.menuFullScreen },
          ...developer,
        ],
      },
      { label: texts.menuHelp, submenu: [{ role: 'about', label: texts.menuAbout }] },
    ]),
  )
}
