import type { Session, Who } from '../person/session.ts'

/** The sessions of a core. Who sits where is known here and nowhere else. */
export interface Sessions {
  /** The session of that id; a new one starts with nobody. */
  get(id: string): Session
  become(id: string, who: Who): void
  everyoneLeaves(): void
  end(id: string): void
  ids(): readonly string[]
}

/** @returns an empty set of sessions. */
export function createSessions(): Sessions {
  const who = new Map<string, Who>()
  return {
    get(id) {
      return { id, who: who.get(id) ?? { kind: 'nobody' } }
    },
    become(id, next) {
      who.set(id, next)
    },
    everyoneLeaves() {
      who.clear()
    },
    end(id) {
      who.delete(id)
    },
    ids() {
      return [...who.keys()]
    },
  }
}
