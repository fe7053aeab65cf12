import type { Backup } from '../../../db/backup.ts'
import type { CopyCheck } from '../../../db/check-copy.ts'
import type { RekeyedCopy } from '../../../db/rekeyed-copy.ts'
import { DomainError, type ErrorCode, type ErrorDetails } from '../../../shared/contract/error.ts'
import type { ReadCertificateFile, TimeBounds } from '../../../shared/plant-certificate/certificate-rule.ts'
import type { ReadKeyFile } from '../../../shared/package/key-file.ts'
import type { PackageTrust, Verdict } from '../../../shared/package/verify.ts'
import type { ZipDigests } from '../../../shared/package/zip-write.ts'
import type { WrittenFile } from '../../../shared/ports/places.ts'
import type { EmbeddedFile, RecordCheck, ZipPart } from '../../../shared/ports/work.ts'
import type { ReportDocument } from '../../../shared/report/document.ts'
import type { HealthFacts } from '../../../shared/store/doctor.ts'
import type { UpdateVerdict } from '../../../shared/update/judge-update.ts'
import type { ResolvedPlace } from '../places.ts'
import type { StorePlace } from '../store-place.ts'
import type { RescueResult } from '../../../shared/store/rescue.ts'
import type { PieceRequest } from './piece-line.ts'
import type { TakeUpdateInput } from './take-update.ts'
import type { BackUpInput, CopyInput, ReaderKey, StagedFile } from './task-store.ts'

/** What the worker thread can be asked to do. Between threads of one core values are cloned and bytes handed over, not JSON. */
export interface Tasks {
  readonly pdf: { readonly in: { readonly document: ReportDocument; readonly at: number; readonly embedded: readonly EmbeddedFile[] }; readonly out: Uint8Array }
  readonly exportRelease: { readonly in: { readonly release: string; readonly place: ResolvedPlace }; readonly out: readonly WrittenFile[] }
  readonly checkRelease: { readonly in: { readonly release: string; readonly place: ResolvedPlace }; readonly out: readonly WrittenFile[] }
  readonly hashZip: { readonly in: { readonly entries: readonly ZipPart[] }; readonly out: ZipDigests }
  readonly verify: { readonly in: { readonly staged: StagedFile; readonly trust: PackageTrust; readonly now: number }; readonly out: Verdict }
  readonly carryFile: { readonly in: { readonly name: string; readonly bytes: Uint8Array; readonly place: ResolvedPlace }; readonly out: readonly WrittenFile[] }
  readonly readCertificateFile: { readonly in: { readonly staged: StagedFile; readonly password: string; readonly now: TimeBounds }; readonly out: ReadCertificateFile }
  readonly readKeyFile: { readonly in: { readonly staged: StagedFile }; readonly out: ReadKeyFile }
  readonly backUp: { readonly in: BackUpInput; readonly out: Backup }
  readonly checkCopy: { readonly in: { readonly file: string; readonly key: Uint8Array; readonly version: number }; readonly out: CopyCheck }
  readonly copyUnderKey: { readonly in: CopyInput; readonly out: RekeyedCopy }
  readonly carryBackup: { readonly in: { readonly backup: Backup; readonly place: ResolvedPlace; readonly folders: readonly string[] }; readonly out: readonly WrittenFile[] }
  readonly checkBackup: { readonly in: { readonly backup: Backup }; readonly out: 'unchanged' | 'changed' }
  readonly lookAtPlace: { readonly in: { readonly place: StorePlace; readonly now: number }; readonly out: HealthFacts }
  readonly rescue: { readonly in: { readonly now: number }; readonly out: RescueResult | null }
  readonly checkUpdate: { readonly in: Pick<TakeUpdateInput, 'from' | 'installer'>; readonly out: UpdateVerdict }
  readonly takeUpdate: { readonly in: TakeUpdateInput; readonly out: UpdateVerdict }
  readonly checkRecord: { readonly in: null; readonly out: RecordCheck }
}

/** Name of a task. */
export type TaskName = keyof Tasks
export type TaskInput<Name extends TaskName> = Tasks[Name]['in']
export type TaskOutput<Name extends TaskName> = Tasks[Name]['out']

/** One task on its way to the worker. */
export type TaskMessage = {
  readonly [Name in TaskName]: {
    readonly kind: 'task'
    readonly id: number
    readonly name: Name
    readonly input: TaskInput<Name>
    /** One shared number: 1 once the task is to stop. A worker busy with a long loop reads no messages, but it can look here. */
    readonly stop: Int32Array
  }
}[TaskName]

/** From the writer to the worker. `open` gives the key to read the store with, `close` takes it away. */
export type ToWorker = TaskMessage | { readonly kind: 'open'; readonly id: number; readonly key: ReaderKey } | { readonly kind: 'close'; readonly id: number }

/** From the worker to the writer. Only `piece` starts something there: it is answered in shared memory. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'piece'; readonly request: PieceRequest }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: TaskFailure }

/** An error as it crosses between threads: cloning would lose its class. */
export type TaskFailure =
  | { readonly kind: 'domain'; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly kind: 'fault'; readonly name: string; readonly message: string; readonly stack: string }

/** Takes an error apart. */
export function failureOf(error: unknown): TaskFailure {
  if (error instanceof DomainError) return { kind: 'domain', code: error.code, details: error.details }
  if (error instanceof Error) return { kind: 'fault', name: error.name, message: error.message, stack: error.stack ?? '' }
  return { kind: 'fault', name: 'Error', message: String(error), stack: '' }
}

/** Puts an error together again; the stack stays that of the thread it came from. */
export function errorOf(failure: TaskFailure): Error {
  if (failure.kind === 'domain') return new DomainError(failure.code, failure.details)
  const error = new Error(failure.message)
  error.name = failure.name
  error.stack = failure.stack
  return error
}
