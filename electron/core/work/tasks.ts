import { readKeyFile } from '../../../shared/package/key-file.ts'
import { checkCopy } from '../../../db/check-copy.ts'
import { verifyPackage } from '../../../shared/package/verify.ts'
import { hashZip, planZip } from '../../../shared/package/zip-write.ts'
import { certificateFileLimit } from '../../../shared/plant-certificate/certificate-rule.ts'
import type { Certificates } from '../../../shared/ports/certificates.ts'
import type { Ed25519, Hash } from '../../../shared/ports/crypto.ts'
import type { Inflate } from '../../../shared/ports/inflate.ts'
import type { JobControl } from '../../../shared/ports/places.ts'
import { lookAtPlace } from '../store-health.ts'
import { checkOut, writeOut } from '../transfer-write.ts'
import { carryBackup, checkBackup } from './carry-backup.ts'
import { checkUpdate, takeUpdate } from './take-update.ts'
import { contentOf, releasedFiles, wholeFile } from './released-zip.ts'
import type { TaskInput, TaskName, TaskOutput, Tasks } from './task-protocol.ts'
import type { TaskStore } from './task-store.ts'

/** What tasks need of the host. */
export interface TaskPorts {
  readonly hash: Hash
  readonly ed25519: Ed25519
  readonly inflate: Inflate
  readonly certificates: Certificates
  readonly renderPdf: (input: Tasks['pdf']['in']) => Promise<Uint8Array>
}

type TaskTable = { readonly [Name in TaskName]: (input: TaskInput<Name>, control: JobControl) => TaskOutput<Name> | Promise<TaskOutput<Name>> }

/** Runs one task. */
export type RunTask = <Name extends TaskName>(name: Name, input: TaskInput<Name>, control: JobControl) => Promise<TaskOutput<Name>>

/** All heavy work over a read-only view of the store, whichever thread does it. */
export function createTasks(store: TaskStore, ports: TaskPorts): RunTask {
  const table: TaskTable = {
    pdf: (input) => ports.renderPdf(input),
    exportRelease: ({ release, place }, control) => writeOut(place, releasedFiles(release, store), control),
    checkRelease: ({ release, place }, control) => checkOut(place, releasedFiles(release, store), control),
    hashZip({ entries }, control) {
      const plan = planZip(entries)
      let done = 0
      const read = contentOf(entries, store)
      return hashZip(
        plan,
        function* (path) {
          for (const piece of read(path)) {
            yield piece
            done += piece.length
            control.progress(done, plan.size)
            control.check()
          }
        },
        ports.hash,
      )
    },
    verify({ staged, trust, now }, control) {
      const source = store.staged(staged)
      let done = 0
      return verifyPackage(source, trust, now, ports, (bytes) => {
        done = Math.min(source.size, done + bytes)
        control.progress(done, source.size)
        control.check()
      })
    },
    carryFile: ({ name, bytes, place }, control) => writeOut(place, [wholeFile(name, bytes)], control),
    readKeyFile: ({ staged }) => readKeyFile(store.staged(staged), ports),
    async readCertificateFile({ staged, password, now }) {
      if (staged.size > certificateFileLimit) return { refusal: 'not-readable' }
      // The library is read with the first file: most starts need none.
      const { readPkcs12 } = await import('../pkcs12.ts')
      return readPkcs12(store.staged(staged).read(0, staged.size), password, now)
    },
    backUp: (input) => store.backUp(input),
    checkCopy: ({ file, key, version }, control) => checkCopy(file, key, version, ports.hash, control),
    copyUnderKey: (input, control) => store.copyUnderKey(input, control),
    carryBackup,
    checkBackup,
    checkUpdate,
    takeUpdate: (input, control) => takeUpdate(input, control),
    lookAtPlace: ({ place, now }) => lookAtPlace(place, now, true),
    rescue: ({ now }) => store.rescue(now),
    checkRecord: (_input, control) => store.check(control),
  }
  return async (name, input, control) => table[name](input, control)
}
