import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './durable-file.ts'
import { onPlace } from './place-fault.ts'

/** Bytes read at a time. */
const pieceSize = 1_048_576

/** What a copy has to be, and how it is followed. */
export interface CopyOrder {
  readonly from: string
  /** Its name once it is whole and proven; what has this name is replaced. */
  readonly to: string
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  /** Permission bits. */
  readonly mode: number
  readonly advance?: (bytes: number) => void
}

/**
 * Copies a file so that its final name never holds anything but the bytes that were asked for: what is written is hashed on its way, so
 * it does not matter who changes the source meanwhile. Temporary file, fsync, rename, fsync of the folder.
 * @returns whether the bytes were the right ones; if not, nothing is left under the final name that was not there before.
 * @throws place-removed and its like for the source, what the file system says for the copy, and whatever `advance` throws.
 */
export async function copyVerified({ from, to, size, sha256, mode, advance = () => undefined }: CopyOrder): Promise<boolean> {
  const temporary = `${to}.${randomBytes(4).toString('hex')}.part`
  const source = await onPlace(() => open(from, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)))
  try {
    if (!(await source.stat()).isFile()) return false
    const target = await open(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode)
    try {
      const hash = createHash('sha256')
      const buffer = Buffer.allocUnsafe(pieceSize)
      let written = 0
      for (;;) {
        const { bytesRead } = await onPlace(() => source.read(buffer, 0, pieceSize))
        if (bytesRead === 0 || written + bytesRead > size) break
        const piece = buffer.subarray(0, bytesRead)
        hash.update(piece)
        for (let at = 0; at < piece.length; ) at += (await target.write(piece, at)).bytesWritten
        written += bytesRead
        advance(bytesRead)
      }
      if (written !== size || hash.digest('hex') !== sha256) {
        await unlink(temporary)
        return false
      }
      // The bits that were asked for, whatever the umask of the process takes away.
      await target.chmod(mode)
      await target.sync()
    } finally {
      await target.close()
    }
    await rename(temporary, to)
    syncFolder(dirname(to))
    return true
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  } finally {
    await source.close()
  }
}
