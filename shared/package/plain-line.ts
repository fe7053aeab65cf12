import { z } from 'zod'

/**
 * Text of one line inside signed JSON: no control characters, well-formed. Unlike the contract's schema it never trims, because
 * what is read must equal what was signed.
 */
export function plainLine(maximum: number): z.ZodString {
  return z
    .string()
    .max(maximum)
    .regex(/^(?:[^\u0000-\u001f\u007f\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$/)
}
