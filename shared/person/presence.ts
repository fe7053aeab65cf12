import type { Sessions } from '../contract/sessions.ts'
import type { Ports } from '../ports/ports.ts'
import { accessSettings } from './access-settings.ts'
import { accessMoment } from './account.ts'
import type { Session, Who } from './session.ts'

const minute = 60_000

/** Keeps a session only for as long as its person may sit there. */
export interface Presence {
  /** The session as it stands now: locked after idle time, ended when the person's access has ended. */
  present(id: string): Session
  /** Somebody did something in front of this session. */
  touch(id: string): void
}

/**
 * Idle time is counted in milliseconds since boot, so neither a set clock nor a suspended PC leaves a screen open.
 * @param uptime milliseconds since boot, counting suspend; `null`: this host does not lock by itself.
 */
export function createPresence(ports: Pick<Ports, 'clock' | 'store' | 'lifecycle'>, sessions: Sessions, uptime: (() => number) | null): Presence {
  function lock(id: string, last: string): void {
    sessions.become(id, lockedWho(ports, last))
  }

  return {
    present(id) {
      const session = sessions.get(id)
      const { who } = session
      if (!ports.lifecycle.isOpen()) return session
      if (who.kind === 'nobody' && sessions.isNew(id)) {
        // A window opened beside a locked one is the same screen at night: an open incident can be written on there too.
        const now = lockedWho(ports, undefined)
        if (now.kind === 'unconfirmed') sessions.become(id, now)
        return sessions.get(id)
      }
      if (who.kind === 'unconfirmed') {
        // The incident may be closed by now, or the settings changed at another screen.
        const now = lockedWho(ports, who.last)
        if (now.kind !== 'unconfirmed') sessions.become(id, now)
        return sessions.get(id)
      }
      if (who.kind !== 'person') return session
      if (who.validUntil !== null && ports.store.read((repositories) => accessMoment(repositories, ports.clock.read())) > who.validUntil) {
        sessions.become(id, { kind: 'nobody' })
        return sessions.get(id)
      }
      if (uptime === null) return session
      const now = uptime()
      const touched = sessions.touched(id)
      if (touched === null) sessions.touch(id, now)
      else if (now - touched > ports.store.read((repositories) => accessSettings(repositories).idleMinutes) * minute) {
        lock(id, who.person)
        return sessions.get(id)
      }
      return session
    },
    touch(id) {
      if (uptime !== null) sessions.touch(id, uptime())
    },
  }
}

/**
 * Who sits in front of a locked screen: during an open incident the control room, not confirmed, where the settings let it write;
 * else nobody.
 * @param last who sat there before; a person who is unknown by now is left out by the screens.
 */
export function lockedWho(ports: Pick<Ports, 'store'>, last: string | undefined): Who {
  const writable = ports.store.read(
    (repositories) => accessSettings(repositories).controlRoomWrites && repositories.incidents.list().some((incident) => incident.closedAt === null),
  )
  const before = last === undefined ? {} : { last }
  return writable ? { kind: 'unconfirmed', ...before } : { kind: 'nobody', ...before }
}
