/** Bytes of a file after something went wrong with them, and what it was; `null`: the file is gone. */
export interface DamagedBytes {
  readonly what: string
  readonly bytes: Buffer | null
  /** First byte that differs. */
  readonly from: number
}

const page = 4096

type Damager = (bytes: Buffer, random: () => number) => DamagedBytes

/** What happens to files on old disks: single bits, whole pages, pages that went to the wrong place, ends that are missing. */
const damagers: readonly Damager[] = [
  function bit(bytes, random) {
    const at = below(random, bytes.length)
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8))
    return { what: `bit at ${String(at)}`, bytes: copy, from: at }
  },
  function scattered(bytes, random) {
    const copy = Buffer.from(bytes)
    let from = copy.length
    for (let left = 1 + below(random, 40); left > 0; left -= 1) {
      const at = below(random, copy.length)
      copy[at] = ((copy[at] ?? 0) + 1 + below(random, 255)) & 0xff
      from = Math.min(from, at)
    }
    return { what: `bytes from ${String(from)}`, bytes: copy, from }
  },
  (bytes, random) => overPage('zeros', bytes, random, (part) => part.fill(0)),
  (bytes, random) =>
    overPage('noise', bytes, random, (part) => {
      for (let at = 0; at < part.length; at += 1) part[at] = below(random, 256)
    }),
  function misplaced(bytes, random) {
    const from = below(random, Math.ceil(bytes.length / page)) * page
    return overPage('another page', bytes, random, (part) => {
      bytes.copy(part, 0, from, from + part.length)
    })
  },
  function digit(bytes, random) {
    const digits = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39)
    const at = digits[below(random, digits.length)] ?? 0
    const copy = Buffer.from(bytes)
    copy[at] = 0x30 + (((copy[at] ?? 0x30) - 0x30 + 1 + below(random, 9)) % 10)
    return { what: `digit at ${String(at)}`, bytes: copy, from: at }
  },
  function cut(bytes, random) {
    const to = below(random, bytes.length)
    return { what: `cut to ${String(to)}`, bytes: bytes.subarray(0, to), from: to }
  },
  function cutAtPage(bytes, random) {
    const to = below(random, Math.ceil(bytes.length / page)) * page
    return { what: `cut to ${String(to)}`, bytes: bytes.subarray(0, to), from: to }
  },
  function grown(bytes, random) {
    const more = Buffer.alloc(1 + below(random, 2 * page), below(random, 256))
    return { what: `${String(more.length)} more`, bytes: Buffer.concat([bytes, more]), from: bytes.length }
  },
  () => ({ what: 'empty', bytes: Buffer.alloc(0), from: 0 }),
  () => ({ what: 'gone', bytes: null, from: 0 }),
]

/** Damages a file in one of these ways; the bytes always differ from those given, unless the file is grown or gone. */
export function damaged(bytes: Buffer, random: () => number): DamagedBytes {
  for (;;) {
    const damager = damagers[below(random, damagers.length)]
    const result = damager?.(bytes, random)
    if (result !== undefined && (result.bytes === null || !result.bytes.equals(bytes))) return result
  }
}

function overPage(what: string, bytes: Buffer, random: () => number, change: (part: Buffer) => void): DamagedBytes {
  const copy = Buffer.from(bytes)
  const from = below(random, Math.ceil(copy.length / page)) * page
  change(copy.subarray(from, Math.min(from + page, copy.length)))
  return { what: `${what} at ${String(from)}`, bytes: copy, from }
}

function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit)
}
