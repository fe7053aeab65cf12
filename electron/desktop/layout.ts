/** Where the parts of the program lie; absolute paths, made from the place of the entry file alone. */
export interface Layout {
  /** Script that runs in the page before ours. */
  readonly preload: string
  /** Entry file of the core's process. */
  readonly core: string
  /** The static map of the renderer. */
  readonly assetMap: string
  /** Folder of the renderer's files. */
  readonly renderer: string
}
