import type { ErrorCode } from './error.ts'
import type { Contract, InputOf, Procedure, ReplyOf } from './procedure.ts'
import { readReply } from './reply.ts'
import type { Failure, Request } from './wire.ts'

/** Carries one request to the core and brings its JSON text back. */
export type Transport = (request: Request) => Promise<string>

/** A refusal as the caller sees it. */
export class CallError extends Error {
  readonly code: ErrorCode
  readonly details: Failure['details']
  readonly logId: string | null
  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'CallError'
    this.code = failure.code
    this.details = failure.details
    this.logId = failure.logId ?? null
  }
}

/** Typed calls over any transport. */
export interface Client<C extends Contract> {
  /** @throws CallError */
  call<Name extends keyof C & string>(name: Name, input: InputOf<C[Name] & Procedure>): Promise<ReplyOf<C[Name] & Procedure>>
}

/** @param transport host's way to the core. A broken reply or a broken line is `core-lost`. */
export function createClient<C extends Contract>(transport: Transport): Client<C> {
  let last = 0
  return {
    async call(name, input) {
      last += 1
      const request: Request = { id: last, name, input }
      let text: string
      try {
        text = await transport(request)
      } catch {
        throw new CallError({ code: 'core-lost', details: {} })
      }
      const reply = readReply(text)
      if (reply === null || reply.id !== request.id) throw new CallError({ code: 'core-lost', details: {} })
      if (!reply.ok) throw new CallError(reply.error)
      return reply.value as never
    },
  }
}
