import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { product } from '../../shared/product.ts'
import { shippedAssetsFolder, startCoreThread } from '../core/core-thread.ts'
import { defaultExportFolder } from '../core/documents-folder.ts'
import { linkCore } from '../core/host-line.ts'
import { lockNetwork } from '../core/network-lock.ts'
import { createAccess } from './access.ts'
import { localArguments, localHelp, type LocalArguments } from './arguments.ts'
import { startLocalServer } from './server.ts'
import { readStaticFiles } from './static-files.ts'

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function warn(text: string): void {
  process.stderr.write(`${text}\n`)
}

function readArguments(): LocalArguments {
  try {
    return localArguments(process.argv.slice(2))
  } catch (error) {
    warn(error instanceof Error ? error.message : 'The command line was not understood.')
    warn('Use --help for what can be said.')
    process.exit(2)
  }
}

async function main(): Promise<void> {
  const wanted = readArguments()
  if (wanted.help) {
    process.stdout.write(localHelp)
    return
  }
  const link = linkCore({
    start: () =>
      startCoreThread({
        storeFolder: wanted.store,
        assetsFolder: shippedAssetsFolder(),
        exportFolders: wanted.exportFolders.length === 0 ? [defaultExportFolder()] : [...wanted.exportFolders],
        mediaRoots: wanted.mediaRoots === null ? null : [...wanted.mediaRoots],
        faultDetail: wanted.debug,
      }),
    onLost(loss) {
      warn(
        loss === 'restarted'
          ? 'The part that keeps the record ended unexpectedly and was started again. Saved entries are safe; open the record again.'
          : 'The part that keeps the record ended again. Saved entries are safe. End this program with Ctrl+C and start it anew.',
      )
    },
    stopWithin: 15_000,
  })
  // Beside the bundles in dist/, or what was last built when started from source.
  const files = readStaticFiles(fileURLToPath(new URL(product.bundled ? '../renderer' : '../../dist/renderer', import.meta.url)))
  if (!files.has('/index.html')) warn('The screens were not built yet: run "npm run build" first. Calls are answered all the same.')
  const access = createAccess()
  const server = await startLocalServer({ link, access, files })
  // The one socket that listens is open: from here on this thread can open no other, and connect to nothing.
  lockNetwork()

  function showAddress(): void {
    say(`cofferdam local address ${server.origin}/#code=${access.issueCode()}`)
  }

  say('Cofferdam is running. Open this address in a browser on this PC within 60 seconds:')
  showAddress()
  say('Press Enter for a new address. Ctrl+C closes the record and ends the program.')
  createInterface({ input: process.stdin }).on('line', showAddress)

  let ending = false
  function end(): void {
    if (ending) return
    ending = true
    void Promise.allSettled([link.stop(), server.close()]).then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
}

await main()
