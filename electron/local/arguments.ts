import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What the local host was asked for. */
export interface LocalArguments {
  readonly help: boolean
  readonly store: string | null
  readonly exportFolders: readonly string[]
  readonly mediaRoots: readonly string[] | null
  readonly debug: boolean
}

/** What `--help` prints. */
export const localHelp = `Cofferdam in a browser of this PC, for machines without the desktop program.

usage: cofferdam-local [options]

  --store DIR          folder of the record
                       (else COFFERDAM_STORE, else the folder of this PC, else that of this account)
  --export-folder DIR  folder that reports can be written to besides removable drives; may be repeated
                       (else "Cofferdam" among your documents)
  --media-root DIR     folder whose subfolders count as removable drives; may be repeated
  --debug              print unexpected errors in full; they may quote the record
  --help               this text

Prints one line "cofferdam local address URL". The address works once and for 60 seconds; press Enter for a new one.
The program listens on 127.0.0.1 only. Ctrl+C closes the record and ends it.
`

/** Reads the command line. @throws TypeError for what it does not know. */
export function localArguments(argv: readonly string[]): LocalArguments {
  const { values } = parseArgs({
    args: [...argv],
    strict: true,
    allowPositionals: false,
    options: {
      store: { type: 'string' },
      'export-folder': { type: 'string', multiple: true },
      'media-root': { type: 'string', multiple: true },
      debug: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  return {
    help: values.help ?? false,
    store: values.store === undefined ? null : resolve(values.store),
    exportFolders: (values['export-folder'] ?? []).map((folder) => resolve(folder)),
    mediaRoots: values['media-root']?.map((folder) => resolve(folder)) ?? null,
    debug: values.debug ?? false,
  }
}
