import { DomainError } from '../../../shared/contract/error.ts'
import type { Work } from '../../../shared/ports/work.ts'
import type { KnownPlaces, ResolvedPlace } from '../places.ts'
import type { StorePlace } from '../store-place.ts'
import { quietControl, type TaskRunner } from './task-runner.ts'
import type { StagedFile } from './task-store.ts'

/** What the writer's side knows and tasks need. */
export interface WorkParts {
  /** Where the record lies. */
  readonly place: StorePlace
  readonly runner: TaskRunner
  readonly places: Pick<KnownPlaces, 'resolve'>
  /** A staged file that is complete. @throws not-found, store-closed. */
  readonly stagedFile: (id: string) => StagedFile
}

/** The work port over a runner. Opaque places become folders here, on the side that keeps them. */
export function createWork({ place, runner, places, stagedFile }: WorkParts): Work {
  async function placeOf(id: string): Promise<ResolvedPlace> {
    const found = await places.resolve(id)
    if (found === null) throw new DomainError('place-missing')
    return found
  }

  return {
    pdf: (document, at, embedded) => runner.run('pdf', { document, at, embedded }, quietControl),
    exportRelease: async (release, to, control) => runner.run('exportRelease', { release, place: await placeOf(to) }, control),
    checkRelease: async (release, at, control) => runner.run('checkRelease', { release, place: await placeOf(at) }, control),
    hashZip: (entries, control) => runner.run('hashZip', { entries }, control),
    verify: async (staged, trust, now, control) => runner.run('verify', { staged: stagedFile(staged), trust, now }, control),
    carryFile: async (name, bytes, to, control) => runner.run('carryFile', { name, bytes, place: await placeOf(to) }, control),
    readKeyFile: async (staged) => runner.run('readKeyFile', { staged: stagedFile(staged) }, quietControl),
    readCertificateFile: async (staged, password, now) => runner.run('readCertificateFile', { staged: stagedFile(staged), password, now }, quietControl),
    lookAtPlace: (now, control) => runner.run('lookAtPlace', { place, now }, control),
    rescue: (now, control) => runner.run('rescue', { now }, control),
    checkRecord: (control) => runner.run('checkRecord', null, control),
  }
}
