import { z } from 'zod'
import { idSchema, instantSchema, lineSchema, sha256Schema } from '../contract/schema.ts'

/** Largest attachment, in bytes. */
export const attachmentLimit = 104_857_600

/** A finished file of the record: bytes lie in content-addressed chunks of 1 MiB. */
export const storedFileSchema = z.strictObject({
  id: idSchema,
  name: lineSchema(160, 1),
  mediaType: lineSchema(100, 1),
  size: z.number().int().min(0),
  sha256: sha256Schema,
  /** CRC-32 of the whole file, unsigned: a zip needs it before the bytes. */
  crc32: z.number().int().min(0).max(0xffffffff),
  createdAt: instantSchema,
  author: z.string(),
})
export type StoredFile = z.output<typeof storedFileSchema>

/** A file linked to an incident as evidence. */
export const attachmentSchema = z.strictObject({
  incident: idSchema,
  file: storedFileSchema,
  note: lineSchema(300),
  attachedAt: instantSchema,
})
export type Attachment = z.output<typeof attachmentSchema>
