import { parsePastedAnchors } from '../../../shared/package/allowed-signers.ts'

/** Whether a text is exactly one line of a key card, broken or not. */
export function headOfficeLine(text: string): boolean {
  try {
    return parsePastedAnchors(text).length === 1
  } catch {
    return false
  }
}
