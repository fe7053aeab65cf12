import { parsePastedAnchors } from '../../../shared/package/allowed-signers.ts'

/** Whether a text holds nothing but lines of key cards, broken ones among them; an empty one does. */
export function readsAsEntityLines(text: string): boolean {
  try {
    parsePastedAnchors(text)
    return true
  } catch {
    return false
  }
}
