import type { JobControl, WrittenFile } from './places.ts'
import type { ReportDocument } from '../report/document.ts'
import type { ReadCertificateFile, TimeBounds } from '../plant-certificate/certificate-rule.ts'
import type { ReadKeyFile } from '../package/key-file.ts'
import type { PackageTrust, Verdict } from '../package/verify.ts'
import type { HealthFacts } from '../store/doctor.ts'
import type { RescueResult } from '../store/rescue.ts'
import type { ZipDigests } from '../package/zip-write.ts'

/** A file embedded in a PDF. */
export interface EmbeddedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Heavy work, done by the worker thread over a read-only view of the store. */
export interface Work {
  /** Renders a document as PDF; the bytes depend on the arguments alone. `at` (UTC ms) becomes its creation date. */
  pdf(document: ReportDocument, at: number, embedded: readonly EmbeddedFile[]): Promise<Uint8Array>
  /**
   * Composes a released package in one pass and writes `.zip.sig`, `.pdf` and last `.zip` to a place.
   * @throws place-missing, place-removed, place-full, place-read-only, file-exists-different, too-large, cancelled.
   */
  exportRelease(release: string, place: string, control: JobControl): Promise<readonly WrittenFile[]>
  /** Reads the files of an exported release back from a place and compares them. @throws as exportRelease. */
  checkRelease(release: string, place: string, control: JobControl): Promise<readonly WrittenFile[]>
  /** Digests of the zip that these entries will give; reads referenced files from the store. */
  hashZip(entries: readonly ZipPart[], control: JobControl): Promise<ZipDigests>
  /** Verifies a staged package. */
  verify(staged: string, trust: PackageTrust, now: number, control: JobControl): Promise<Verdict>
  /**
   * Writes one small file to a place, as `exportRelease` does.
   * @throws place-missing, place-removed, place-full, place-read-only, file-exists-different, cancelled.
   */
  carryFile(name: string, bytes: Uint8Array, place: string, control: JobControl): Promise<readonly WrittenFile[]>
  /** Takes a staged key file apart; what is wrong with it is told. @throws not-found. */
  readKeyFile(staged: string): Promise<ReadKeyFile>
  /** Takes a staged PKCS #12 file apart and judges it (certificate-rule.ts). The key in the answer is for the caller alone, who wipes it. @throws not-found. */
  readCertificateFile(staged: string, password: string, now: TimeBounds): Promise<ReadCertificateFile>
  /** Looks at the folder of the open record: files, keys, backups, room and clock. @param now wall clock, UTC ms. */
  lookAtPlace(now: number, control: JobControl): Promise<HealthFacts>
  /** Reads what the last restore put aside and compares it with the record; `null` when nothing was put aside. */
  rescue(now: number, control: JobControl): Promise<RescueResult | null>
  /** Checks the whole audit chain, the database file, and what the tables say against it. */
  checkRecord(control: JobControl): Promise<RecordCheck>
}

/** One entry of a zip: its bytes, or a stored file. */
export interface ZipPart {
  readonly path: string
  readonly size: number
  readonly crc32: number
  readonly bytes: Uint8Array | null
  readonly file: string | null
}

/** Result of checking the record. */
export interface RecordCheck {
  readonly intact: boolean
  readonly rows: number
  readonly erasedBodies: number
  readonly head: string
  /** First fault in words of a closed list, or `null`. */
  readonly fault: string | null
  readonly faultSequence: number | null
}
