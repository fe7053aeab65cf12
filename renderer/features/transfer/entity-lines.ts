import { parseAnchors } from '../../../shared/package/allowed-signers.ts'

/** Whether a text holds nothing but lines of key cards; an empty one does. */
export function readsAsEntityLines(text: string): boolean {
  try {
    parseAnchors(text)
    return true
  } catch {
    return false
  }
}
