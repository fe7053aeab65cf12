import { z } from 'zod'
import { errorCodes } from './error.ts'

/** Largest message that crosses a port or the loopback, in bytes of UTF-8 JSON text. */
export const messageLimit = 1_572_864
/** Raw bytes carried by one `files.append` or `files.read`. */
export const chunkSize = 1_048_576

/** One call as it crosses a port, the desktop's channel or the loopback. */
export const requestSchema = z.strictObject({
  id: z.number().int().min(0),
  name: z.string().max(64),
  input: z.unknown(),
})
/** One call. */
export type Request = z.output<typeof requestSchema>

/** The refusal of a call: a code of the closed list, details for the sentence, and the log id where it is `internal`. */
export const failureSchema = z.strictObject({
  code: z.enum(errorCodes),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
  logId: z.string().optional(),
})
/** The refusal of a call. */
export type Failure = z.output<typeof failureSchema>

/** The answer to one call; `readReply` reads one. */
export type Reply = { readonly id: number; readonly ok: true; readonly value: unknown } | { readonly id: number; readonly ok: false; readonly error: Failure }

/**
 * Messages between a host and the core. The host numbers its sessions; the core keeps what it knows of each.
 * Only JSON strings cross: what a transport cannot clone can then never differ between hosts.
 */
export const portMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), session: z.string().max(64), request: requestSchema }),
  z.strictObject({ kind: z.literal('end-session'), session: z.string().max(64) }),
  z.strictObject({ kind: z.literal('stop') }),
])
export type PortMessage = z.output<typeof portMessageSchema>

/** Messages from the core to its host. */
export type CoreMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reply'; readonly session: string; readonly reply: Reply }
  | { readonly kind: 'stopped' }
