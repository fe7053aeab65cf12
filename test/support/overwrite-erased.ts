import { argv, stdout } from 'node:process'
import { openStore } from '../../electron/core/store-session.ts'
import { passphrase, placeIn, storePorts } from './store-fixture.ts'

// Opens a store and writes its file anew, saying when it begins and ends, to be killed in between: overwrite-erased.ts FOLDER
const { open } = await openStore(placeIn(argv[2] ?? ''), passphrase, storePorts())
stdout.write('begin\n', () => {
  open.overwriteErased()
  stdout.write('end\n')
})
