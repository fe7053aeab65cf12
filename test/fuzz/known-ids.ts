import type { Json } from './hostile.ts'

const idPattern = /^[a-z2-7]{26}$/

/** Ids that came out of the record, by the name of the property they stood under, so that input hits what exists. */
export class KnownIds {
  readonly #byName = new Map<string, Set<string>>()
  readonly #all = new Set<string>()

  /** Takes every id out of an answer. `{ services: [{ id }] }` makes it an id of a `service`. */
  learn(value: unknown, name = '', parent = ''): void {
    if (typeof value === 'string') {
      if (idPattern.test(value)) this.#add(name === 'id' ? parent.replace(/s$/, '') : name, value)
    } else if (Array.isArray(value)) {
      for (const part of value) this.learn(part, name, parent)
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) this.learn(part, key, name)
    }
  }

  #add(name: string, id: string): void {
    const known = this.#byName.get(name) ?? new Set()
    this.#byName.set(name, known.add(id))
    this.#all.add(id)
  }

  /** Puts ids where placeholders `@id <number>` stand: mostly one that stood under the same name, now and then any. */
  resolve(value: Json, name = '', parent = ''): Json {
    if (typeof value === 'string') return value.startsWith(idPlaceholder) ? this.#pick(name, parent, Number(value.slice(idPlaceholder.length))) : value
    if (Array.isArray(value)) return value.map((part) => this.resolve(part, name, parent))
    if (typeof value !== 'object' || value === null) return value
    const resolved: { [key: string]: Json } = {}
    for (const [key, part] of Object.entries(value)) {
      Object.defineProperty(resolved, key, { value: this.resolve(part, key, name), enumerable: true, configurable: true, writable: true })
    }
    return resolved
  }

  #pick(name: string, parent: string, number: number): string {
    const named = this.#byName.get(name === 'id' ? parent : name.replace(/s$/, '')) ?? this.#all
    const ids = [...(number % 5 === 0 ? this.#all : named)]
    return ids[number % Math.max(1, ids.length)] ?? 'a'.repeat(26)
  }
}

/** Stands for an id of the record, which is put in when the input is sent. */
export const idPlaceholder = '@id '
