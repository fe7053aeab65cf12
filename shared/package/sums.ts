import { byByte, readUtf8 } from './bytes.ts'
import { PackageFault } from './fault.ts'
import { pathFault } from './names.ts'

/** A line of SHA256SUMS: lower-case hexadecimal and the path inside the package. */
export interface Sum {
  readonly sha256: string
  readonly path: string
}

/** Text of SHA256SUMS as `sha256sum --strict -c` reads it: sorted by byte, two spaces, LF. */
export function sumsText(sums: readonly Sum[]): string {
  const sorted = [...sums].sort((a, b) => byByte(a.path, b.path))
  return sorted.map((sum) => `${sum.sha256}  ${sum.path}\n`).join('')
}

/**
 * Reads SHA256SUMS in exactly the form that {@link sumsText} writes: sorted, no path twice, safe paths, no escape, no comment.
 * @throws PackageFault `sums-invalid`
 */
export function parseSums(bytes: Uint8Array): Sum[] {
  const text = readUtf8(bytes)
  if (text === null || !text.endsWith('\n')) throw new PackageFault('sums-invalid', 'SHA256SUMS')
  const sums: Sum[] = []
  for (const line of text.slice(0, -1).split('\n')) {
    const match = /^([0-9a-f]{64}) {2}([!-~]+)$/.exec(line)
    const sha256 = match?.[1]
    const path = match?.[2]
    const last = sums.at(-1)
    if (sha256 === undefined || path === undefined || pathFault(path) !== null) throw new PackageFault('sums-invalid', 'SHA256SUMS')
    if (last !== undefined && byByte(last.path, path) >= 0) throw new PackageFault('sums-invalid', 'SHA256SUMS')
    sums.push({ sha256, path })
  }
  return sums
}
