import { z } from 'zod'

/** Six digits that switch persons while the record is open. */
export const pinSchema = z.string().regex(/^[0-9]{6}$/)

/** Whether a PIN is among those everybody tries first: one digit repeated, a run up or down, two or three digits over and over. */
export function isEasyPin(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10))
  const isRun = steps.size === 1 && [0, 1, 9].includes([...steps][0] ?? -1)
  return isRun || pin.slice(0, 3) === pin.slice(3) || pin.slice(0, 2).repeat(3) === pin
}
