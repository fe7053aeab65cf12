import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import { z } from 'zod'
import { DomainError } from '../../shared/contract/error.ts'
import { chunkSize, type Reply } from '../../shared/contract/wire.ts'
import { attachmentLimit } from '../../shared/file/file.ts'
import type { ChosenFile } from './bridge.ts'
import type { DesktopTexts } from './texts.ts'

/** Calls a procedure of the core in the session of the window that asked. */
export type CallCore = (name: string, input: unknown) => Promise<Reply>

const inputSchema = z.strictObject({ purpose: z.enum(['attachment', 'inspection']) })

/** Most bytes a chosen file may have, by purpose: an inspected package holds attachments. */
const limits = { attachment: attachmentLimit, inspection: attachmentLimit * 4 } as const

const mediaTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.eml': 'message/rfc822',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.log': 'text/plain',
  '.pcap': 'application/vnd.tcpdump.pcap',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.zip': 'application/zip',
}

/**
 * Lets the person choose one file and hands its bytes to the core, 1 MiB at a time. What goes back names the file
 * by the id the core gave it and by its base name; the path stays in this function.
 *
 * @returns the chosen file, `null` where the dialog was cancelled, or the refusal of a step
 */
export async function chooseFile(window: BrowserWindow, texts: DesktopTexts, id: number, input: unknown, call: CallCore): Promise<Reply> {
  const parsed = inputSchema.safeParse(input)
  if (!parsed.success) return failure(id, new DomainError('invalid-input'))
  const { purpose } = parsed.data
  const chosen = await dialog.showOpenDialog(window, {
    title: purpose === 'attachment' ? texts.chooseAttachment : texts.chooseInspection,
    properties: ['openFile', 'dontAddToRecent'],
    filters: [
      ...(purpose === 'inspection' ? [{ name: texts.packages, extensions: ['zip'] }] : []),
      { name: texts.allFiles, extensions: ['*'] },
    ],
  })
  const path = chosen.filePaths[0]
  if (chosen.canceled || path === undefined) return { id, ok: true, value: null }
  try {
    return { id, ok: true, value: await hand(path, purpose, call) }
  } catch (error) {
    if (error instanceof CoreRefusal) return { id, ok: false, error: error.failure }
    return failure(id, error instanceof DomainError ? error : new DomainError('file-unreadable', { name: fileName(path) }))
  }
}

async function hand(path: string, purpose: keyof typeof limits, call: CallCore): Promise<ChosenFile> {
  const name = fileName(path)
  // Without O_NONBLOCK a pipe would hold this up until somebody writes into it.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const { size, ...stat } = await plainFile(handle)
    if (!stat.isFile) throw new DomainError('file-unreadable', { name })
    if (size > limits[purpose]) throw new DomainError('too-large', { name, size, limit: limits[purpose] })
    const mediaType = mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream'
    const { file } = beginSchema.parse(await value(call('files.begin', { name, mediaType, size, purpose })))
    try {
      await append(handle, size, file, name, call)
      const finished = finishSchema.parse(await value(call('files.finish', { file })))
      return { file, name, mediaType, ...finished }
    } catch (error) {
      await call('files.drop', { file })
      throw error
    }
  } finally {
    await handle.close()
  }
}

const beginSchema = z.object({ file: z.string() })
const finishSchema = z.object({ size: z.number(), sha256: z.string() })

async function plainFile(handle: FileHandle): Promise<{ readonly isFile: boolean; readonly size: number }> {
  const stat = await handle.stat()
  return { isFile: stat.isFile(), size: stat.size }
}

/** Reads exactly the size the file had when it was opened; a file that shrinks meanwhile is not readable. */
async function append(handle: FileHandle, size: number, file: string, name: string, call: CallCore): Promise<void> {
  const buffer = Buffer.alloc(Math.min(chunkSize, size))
  for (let index = 0; index * chunkSize < size; index += 1) {
    const wanted = Math.min(chunkSize, size - index * chunkSize)
    let filled = 0
    while (filled < wanted) {
      const { bytesRead } = await handle.read(buffer, filled, wanted - filled, index * chunkSize + filled)
      if (bytesRead === 0) throw new DomainError('file-unreadable', { name })
      filled += bytesRead
    }
    await value(call('files.append', { file, index, bytes: buffer.toString('base64', 0, wanted) }))
  }
}

/** A base name that the contract takes: one line, well-formed, 160 characters with the ending kept. */
export function fileName(path: string): string {
  const name = basename(path)
    .toWellFormed()
    // A file may be named with control characters; a line of the record may not.
    .replace(/[\u0000-\u001f\u007f]/g, '_')
    .trim()
  if (name === '') return 'file'
  const ending = extname(name).slice(0, 20)
  return name.length <= 160 ? name : name.slice(0, 160 - ending.length).toWellFormed() + ending
}

/** A refusal by the core, on its way to the page as it is. */
class CoreRefusal extends Error {
  readonly failure: Extract<Reply, { ok: false }>['error']
  constructor(failure: Extract<Reply, { ok: false }>['error']) {
    super(failure.code)
    this.failure = failure
  }
}

async function value(reply: Promise<Reply>): Promise<unknown> {
  const settled = await reply
  if (!settled.ok) throw new CoreRefusal(settled.error)
  return settled.value
}

function failure(id: number, error: DomainError): Reply {
  return { id, ok: false, error: { code: error.code, details: { ...error.details } as Record<string, string | number | boolean | null> } }
}
