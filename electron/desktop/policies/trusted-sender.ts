import { isBundleOrigin, isBundleUrl } from './bundle.ts'

/** What the main process knows of the frame that sent a message. */
export interface SenderParts {
  /** URL of the frame when the message arrives. */
  readonly url: string
  /** Serialised origin of the frame. */
  readonly origin: string
  /** Whether the frame has no parent. */
  readonly isTopFrame: boolean
  /** Whether the window is one that this program opened. */
  readonly isKnownWindow: boolean
}

/**
 * Whether a message may be answered at all: the top frame of our own window, showing our own page.
 * `null` stands for a frame that has navigated or died since it sent, and is refused.
 */
export function isTrustedSender(sender: SenderParts | null): boolean {
  return (
    sender !== null &&
    sender.isKnownWindow &&
    sender.isTopFrame &&
    isBundleOrigin(sender.origin) &&
    isBundleUrl(sender.url)
  )
}
