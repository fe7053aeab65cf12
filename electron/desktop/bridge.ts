/** What a chosen file is for: to become part of the record, or only to be looked at (a package to verify). */
export type ChoosePurpose = 'attachment' | 'inspection'

/** Everything the page gets from the desktop, as `window.cofferdam`. */
export interface DesktopBridge {
  /** Carries one request (JSON text of `Request`) to the core and brings the JSON text of its `Reply` back. */
  call(json: string): Promise<string>
  /**
   * Lets the person choose a file in a dialog of the system and hands its bytes to the core. Brings the JSON text
   * of a `Reply` back whose value is a `ChosenFile`, or `null` when nothing was chosen.
   */
  chooseFile(purpose: ChoosePurpose): Promise<string>
}

/** A file that lies with the core after the person chose it. The folder it came from is never told. */
export interface ChosenFile {
  /** FileId of `files.*`. */
  readonly file: string
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** The one channel between page and main process. The page never names it. */
export const channel = 'cofferdam'

/** Name of the request that the main process answers itself. Every other name goes to the core. */
export const chooseFileName = 'desktop.chooseFile'
