import type { IncomingMessage } from 'node:http'
import { messageLimit } from '../../shared/contract/wire.ts'

/** A request's body as text, or why there is none. */
export type Body = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly status: 400 | 413 }

/** Reads a body of at most `messageLimit` bytes of well-formed UTF-8. Stops reading at the limit, whatever the header promised. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const announced = request.headers['content-length']
  if (announced !== undefined && Number(announced) > messageLimit) return { ok: false, status: 413 }
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > messageLimit) return { ok: false, status: 413 }
    parts.push(part)
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts)) }
  } catch {
    return { ok: false, status: 400 }
  }
}
