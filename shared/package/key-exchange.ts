import { readUtf8, utf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import type { KeyFiles } from './key-file.ts'

/**
 * One step between a plant and the head office that keeps the entity's key. `asked`: a request of this record. `answered`: a request that this
 * record, as head office, answered. `taken`: an answer that this record took over.
 */
export interface KeyExchange {
  readonly id: string
  readonly side: 'asked' | 'answered' | 'taken'
  /** Code of the entity whose keys it is about. */
  readonly entity: string
  /** SHA-256 of request.json. */
  readonly request: string
  /** Number of the newest list of keys: at the plant when it asked, else that of the answer. */
  readonly list: number
  readonly fileName: string
  /** The files of the zip by path, canonical JSON. Of an answered request its `request.json` is kept too; it is not carried. */
  readonly files: string
  readonly recordedAt: number
  readonly actor: string
}

/** The files of a zip as one text. */
export function filesText(files: KeyFiles): string {
  return canonicalJson(Object.fromEntries([...files].map(([path, bytes]) => [path, readUtf8(bytes) ?? ''])))
}

/** What {@link filesText} wrote. */
export function filesOf({ files }: Pick<KeyExchange, 'files'>): Map<string, Uint8Array> {
  return new Map(Object.entries(JSON.parse(files) as Readonly<Record<string, string>>).map(([path, text]) => [path, utf8(text)]))
}
