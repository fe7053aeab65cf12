import { CallError } from '../../shared/contract/client.ts'
import { readReply } from '../../shared/contract/reply.ts'
import { chunkSize } from '../../shared/contract/wire.ts'
import type { Api, Outcome } from './api.ts'

/** A file that lies with the core. */
export interface HandedFile {
  /** FileId of `files.*`. */
  readonly file: string
  readonly name: string
  readonly size: number
  readonly sha256: string
}

/** What a file is handed over for: to become part of the record, or only to be looked at. */
export type FilePurpose = 'attachment' | 'inspection'

/** How to follow and stop the hand-over. */
export interface HandOver {
  onProgress?(done: number, total: number): void
  readonly signal?: AbortSignal
}

/** Gives a file of the page to the core, 1 MiB at a time. Stopping drops what was given so far. */
export async function handOverFile(api: Api, file: File, purpose: FilePurpose, { onProgress, signal }: HandOver = {}): Promise<Outcome<HandedFile>> {
  const begun = await api.call('files.begin', { name: file.name, mediaType: file.type === '' ? 'application/octet-stream' : file.type, size: file.size, purpose })
  if (!begun.ok) return begun
  const id = begun.value.file
  for (let index = 0; index * chunkSize < file.size; index += 1) {
    if (signal?.aborted === true) return refuse(api, id, 'cancelled')
    onProgress?.(index * chunkSize, file.size)
    let bytes: Uint8Array<ArrayBuffer>
    try {
      bytes = new Uint8Array(await file.slice(index * chunkSize, (index + 1) * chunkSize).arrayBuffer())
    } catch {
      // The stick was pulled, or the file changed while it was read.
      return refuse(api, id, 'file-unreadable')
    }
    const appended = await api.call('files.append', { file: id, index, bytes: toBase64(bytes) })
    if (!appended.ok) return appended
  }
  onProgress?.(file.size, file.size)
  const finished = await api.call('files.finish', { file: id })
  return finished.ok ? { ok: true, value: { file: id, name: file.name, size: finished.value.size, sha256: finished.value.sha256 } } : finished
}

async function refuse(api: Api, file: string, code: 'cancelled' | 'file-unreadable'): Promise<Outcome<never>> {
  await api.call('files.drop', { file })
  return { ok: false, error: new CallError({ code, details: {} }) }
}

/** Lets the person choose a file in the dialog of the system. Undefined where the host has none: use the page's own then. */
export function systemFileDialog(): ((purpose: FilePurpose) => Promise<Outcome<HandedFile | null>>) | undefined {
  const bridge = window.cofferdam
  if (bridge === undefined) return undefined
  return async (purpose) => {
    try {
      const reply = readReply(await bridge.chooseFile(purpose))
      if (reply === null) return { ok: false, error: coreLost() }
      return reply.ok ? { ok: true, value: reply.value as HandedFile | null } : { ok: false, error: new CallError(reply.error) }
    } catch {
      return { ok: false, error: coreLost() }
    }
  }
}

/**
 * Choosing one file in the dialog of the system, where the host has one; nothing happens when the person chooses none.
 * @param taken is given the file. @param failed is told why there is none.
 */
export function chooseBySystem(purpose: FilePurpose, taken: (file: HandedFile) => void | Promise<void>, failed: (error: CallError) => void): (() => Promise<void>) | undefined {
  const dialog = systemFileDialog()
  if (dialog === undefined) return undefined
  return async () => {
    const outcome = await dialog(purpose)
    if (!outcome.ok) failed(outcome.error)
    else if (outcome.value !== null) await taken(outcome.value)
  }
}

function coreLost(): CallError {
  return new CallError({ code: 'core-lost', details: {} })
}

/** Reads a file that lies with the core, whole. For what a screen shows or prints, not for large files. */
export async function readHandedFile(api: Api, file: string, size: number): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const whole = new Uint8Array(size)
  for (let index = 0; index * chunkSize < size; index += 1) {
    const part = await api.call('files.read', { file, index })
    if (!part.ok) return part
    whole.set(fromBase64(part.value.bytes), index * chunkSize)
  }
  return { ok: true, value: whole }
}

/** Base64 of bytes; in slices, because a spread of a whole chunk would overflow the stack. */
export function toBase64(bytes: Uint8Array): string {
  const slices: string[] = []
  for (let start = 0; start < bytes.length; start += 0x8000) slices.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)))
  return btoa(slices.join(''))
}

/** Bytes of base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
