import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { requestSchema, type Reply, type Request } from '../../shared/contract/wire.ts'
import type { ErrorCode } from '../../shared/contract/error.ts'
import { isTooLarge, nestsTooDeep } from '../core/message-text.ts'
import { channel } from './bridge.ts'
import { isTrustedSender, type SenderParts } from './policies/trusted-sender.ts'

/** Parts the channel is made of. */
export interface CallParts {
  /** The session of a window of ours; `null` for anything else. */
  sessionOf(contents: WebContents): string | null
  /** Answers a request that passed every check. */
  answer(session: string, request: Request, contents: WebContents): Promise<Reply>
}

/**
 * Serves the one channel. A message is answered when it comes from the top frame of a window of ours that shows our
 * page, is one string of at most 1.5 MiB, and reads as a request; a sender that is not ours learns nothing at all.
 */
export function serveCalls(parts: CallParts): void {
  ipcMain.handle(channel, async (event, ...messages: unknown[]) => {
    const session = parts.sessionOf(event.sender)
    if (session === null || !isTrustedSender(senderParts(event, true))) throw new Error('refused')
    const request = readRequest(messages)
    if (typeof request === 'string') return JSON.stringify(refusal(request))
    return JSON.stringify(await parts.answer(session, request, event.sender))
  })
}

/** What is known of the sender; `null` where its frame is gone, which a frame may also say by throwing. */
function senderParts(event: IpcMainInvokeEvent, isKnownWindow: boolean): SenderParts | null {
  try {
    const frame = event.senderFrame
    if (frame === null || frame.detached) return null
    return { url: frame.url, origin: frame.origin, isTopFrame: frame.parent === null, isKnownWindow }
  } catch {
    return null
  }
}

/** The request, or the code it is refused with. */
function readRequest(messages: readonly unknown[]): Request | ErrorCode {
  const [text] = messages
  if (messages.length !== 1 || typeof text !== 'string') return 'invalid-input'
  if (isTooLarge(text)) return 'too-large'
  if (nestsTooDeep(text)) return 'invalid-input'
  try {
    const parsed = requestSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : 'invalid-input'
  } catch {
    return 'invalid-input'
  }
}

function refusal(code: ErrorCode): Reply {
  return { id: 0, ok: false, error: { code, details: {} } }
}
