import { z } from 'zod'

/** Languages in which reports and printed sheets exist. */
export const languages = ['en', 'de'] as const

/** One language of a printed sheet. */
export type Language = (typeof languages)[number]

/** A language as it crosses the contract. */
export const languageSchema = z.enum(languages)
