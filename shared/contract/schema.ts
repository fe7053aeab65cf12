import { z } from 'zod'
import { answers } from '../answer/answer.ts'

/** 128 random bits in lower-case base32: 26 characters. */
export const idSchema = z.string().regex(/^[a-z2-7]{26}$/)
/** Fixed short code of an entity, a site or a person. */
export const codeSchema = z.string().regex(/^[a-z2-7]{10}$/)
/** Integer UTC milliseconds, years 1970 to 9999; a day less at the end, so that the year has four digits in every zone. */
export const instantSchema = z.number().int().min(0).max(253_402_214_399_999)
/** IANA zone name; that the zone exists is checked where it is used. */
export const zoneSchema = z.string().min(1).max(64).regex(/^[A-Za-z0-9_+\-/]+$/)
/** yes, no or unknown. */
export const answerSchema = z.enum(answers)
/** Answer or, in drafts, not answered yet. */
export const openAnswerSchema = answerSchema.nullable()
/** SHA-256 in lower-case hex. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)
/** ISO 3166-1 alpha-2, `XX` until stated. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/)

/** Text of one line: control characters are refused, ends are trimmed. */
export function lineSchema(maximum: number, minimum = 0): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .min(minimum)
    .max(maximum)
    .regex(/^[^\u0000-\u001f\u007f]*$/)
    .refine(isWellFormed)
}

/** Text of several lines: tab and line feed allowed, other control characters refused. */
export function textSchema(maximum: number, minimum = 0): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .min(minimum)
    .max(maximum)
    .regex(/^[^\u0000-\u0008\u000b-\u001f\u007f]*$/)
    .refine(isWellFormed)
}

/** No value. */
export const nothingSchema = z.strictObject({})
/** The id of what was made or changed. */
export const idResultSchema = z.strictObject({ id: idSchema })

/** A lone surrogate cannot be written as UTF-8 or signed as RFC 8785 text. */
function isWellFormed(text: string): boolean {
  return text.isWellFormed()
}
