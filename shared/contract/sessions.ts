import type { Session, SignedIn, Who } from '../person/session.ts'

/** The sessions of a core. Who sits where is known here and nowhere else. */
export interface Sessions {
  /** The session of that id; a new one starts with nobody. */
  get(id: string): Session
  /** Whether nobody ever sat there, nor was sent away from there. */
  isNew(id: string): boolean
  become(id: string, who: Who): void
  /** Somebody did something in front of a session, at a moment in milliseconds since boot. */
  touch(id: string, moment: number): void
  /** Moment of the last sign-in or deed in a session; `null` when there was none. */
  touched(id: string): number | null
  /** Changes what the sessions of a person may do; `null` ends them. */
  update(person: string, change: Partial<Pick<SignedIn, 'grants' | 'validUntil' | 'mustChange'>> | null): void
  everyoneLeaves(): void
  end(id: string): void
  ids(): readonly string[]
}

/** @returns an empty set of sessions. */
export function createSessions(): Sessions {
  const who = new Map<string, Who>()
  const touched = new Map<string, number>()
  return {
    get(id) {
      return { id, who: who.get(id) ?? { kind: 'nobody' } }
    },
    isNew: (id) => !who.has(id),
    become(id, next) {
      who.set(id, next)
      // Whoever sits down now begins anew: the next call says when.
      touched.delete(id)
    },
    touch(id, moment) {
      touched.set(id, moment)
    },
    touched: (id) => touched.get(id) ?? null,
    update(person, change) {
      for (const [id, known] of who) {
        if (known.kind !== 'person' || known.person !== person) continue
        who.set(id, change === null ? { kind: 'nobody' } : { ...known, ...change })
      }
    },
    everyoneLeaves() {
      who.clear()
      touched.clear()
    },
    end(id) {
      who.delete(id)
      touched.delete(id)
    },
    ids() {
      return [...who.keys()]
    },
  }
}
