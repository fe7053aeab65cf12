import { z } from 'zod'

/** How a core is told where things are. JSON-safe, because it crosses into the thread or process that runs the core. */
export const coreOptionsSchema = z.strictObject({
  /** Folder of the record; `null` leaves the choice to the rules of the place (environment, whole PC, else this account). */
  storeFolder: z.string().min(1).nullable(),
  /** Folder of what ships with the program: profiles, fonts, the demo plant. */
  assetsFolder: z.string().min(1),
  /** Folders that files can be carried out to besides removable drives; made when first used. */
  exportFolders: z.array(z.string().min(1)),
  /** Folders whose subfolders count as drives; `null` asks the machine what is removable. */
  mediaRoots: z.array(z.string().min(1)).nullable(),
  /** Prints the full text of unexpected errors to the terminal. It may quote the record: for developers only. */
  faultDetail: z.boolean(),
})
/** How a core is told where things are. */
export type CoreOptions = z.output<typeof coreOptionsSchema>
