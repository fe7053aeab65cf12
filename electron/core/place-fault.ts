import { DomainError } from '../../shared/contract/error.ts'
import { codeOf } from './durable-file.ts'

/**
 * Turns an error of the operating system about a drive or folder into one a sentence exists for. What a vanished stick reports
 * depends on the system and the driver: exFAT in user space gives ENOTCONN and ECONNABORTED, block devices EIO, ENXIO or ENODEV,
 * Windows UNKNOWN. Anything that is not about the place stays as it is.
 */
export function asPlaceFault(error: unknown): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new DomainError('place-full')
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new DomainError('place-read-only')
    case 'EFBIG':
      return new DomainError('too-large')
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'EBUSY':
    case 'ENOTCONN':
    case 'ECONNABORTED':
    case 'ECONNRESET':
    case 'ENOMEDIUM':
    case 'ESTALE':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EBADF':
    case 'ESHUTDOWN':
    case 'EREMOTEIO':
    case 'ETIMEDOUT':
    case 'UNKNOWN':
      return new DomainError('place-removed')
    default:
      return error
  }
}

/** Runs one operation on a place. @throws place-full, place-read-only, place-removed, too-large, or the error itself. */
export async function onPlace<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asPlaceFault(error)
  }
}
