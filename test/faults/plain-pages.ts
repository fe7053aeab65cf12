import { createDecipheriv } from 'node:crypto'

/** Layout of a page of SQLCipher 4: AES-256-CBC, then at the end of the page its IV (16) and its HMAC-SHA-512 (64). */
const pageSize = 4096
const reserve = 80
const ivSize = 16
/** The first page begins with the salt instead of ciphertext. */
const saltSize = 16
const logHeader = 32
const frameHeader = 24

/**
 * Bytes of all pages of a closed store, decrypted one by one without SQLite: pages that are free, and what lies in the unused part of
 * a page, included.
 */
export function plainPages(file: Uint8Array, key: Uint8Array): Buffer[] {
  const pages: Buffer[] = []
  for (let at = 0; at + pageSize <= file.length; at += pageSize) pages.push(plainPage(file.subarray(at, at + pageSize), key, at === 0))
  return pages
}

/** The same for a log (-wal): every frame, also those that a later transaction has made void. */
export function plainFrames(log: Uint8Array, key: Uint8Array): Buffer[] {
  const pages: Buffer[] = []
  const size = frameHeader + pageSize
  for (let at = logHeader; at + size <= log.length; at += size) {
    const number = new DataView(log.buffer, log.byteOffset + at, 4).getUint32(0)
    pages.push(plainPage(log.subarray(at + frameHeader, at + size), key, number === 1))
  }
  return pages
}

function plainPage(page: Uint8Array, key: Uint8Array, isFirst: boolean): Buffer {
  const end = pageSize - reserve
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(end, end + ivSize)).setAutoPadding(false)
  return Buffer.concat([decipher.update(page.subarray(isFirst ? saltSize : 0, end)), decipher.final()])
}
