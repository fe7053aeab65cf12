/** What the desktop puts into the page as `window.cofferdam`. A browser has none. */
export interface DesktopBridge {
  /** Carries one request as JSON text to the core and brings the JSON text of its reply back. */
  call(json: string): Promise<string>
  /** Lets the person choose a file in a dialog of the system; the JSON text of a reply whose value is the chosen file or null. */
  chooseFile(purpose: 'attachment' | 'inspection'): Promise<string>
}

declare global {
  interface Window {
    readonly cofferdam?: DesktopBridge
  }
}
