import { z } from 'zod'

/** Traffic Light Protocol 2.0 labels (FIRST), as stored. Printed as `TLP:AMBER+STRICT` and with a plain sentence. */
export const tlpLabels = ['clear', 'green', 'amber', 'amber-strict', 'red'] as const

/** One TLP label. */
export type TlpLabel = (typeof tlpLabels)[number]

/** A label as it crosses the contract. */
export const tlpSchema = z.enum(tlpLabels)

/** The label as TLP 2.0 writes it, e.g. `TLP:AMBER+STRICT`. */
export function tlpCode(label: TlpLabel): string {
  return `TLP:${label === 'amber-strict' ? 'AMBER+STRICT' : label.toUpperCase()}`
}
