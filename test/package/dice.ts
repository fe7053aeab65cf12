/** Repeatable dice: the same seed throws the same numbers on every machine. */
export class Dice {
  readonly #round: number
  #state: number

  /** @param round how often this class of cases had its turn before */
  constructor(seed: number, round = 0) {
    this.#state = seed >>> 0
    this.#round = round
  }

  /** An integer from 0 to `below` - 1 (mulberry32). */
  roll(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }

  /** One of a list. */
  pick<T>(list: readonly T[]): T {
    const item = list[this.roll(list.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  /** The next of a list: over many rounds every item has its turn, which chance would not promise. */
  turn<T>(list: readonly T[]): T {
    const item = list[this.#round % list.length]
    if (item === undefined) throw new Error('nothing to turn to')
    return item
  }

  /** Random bytes. */
  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.roll(256))
  }

  /** A list in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, key: this.roll(1 << 30) }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
  }
}
