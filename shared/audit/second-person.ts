import { possibleApprovers, requirePossible, withApprover, type ApprovalDemand, type ApproverPorts, type SecondPerson } from '../approval/beside.ts'
import type { Call } from '../contract/handler.ts'
import type { Person } from '../person/person.ts'
import type { ClockReading } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'

type SecondPorts = ApproverPorts & Pick<Ports, 'clock' | 'store'>

/** Whoever may stand behind an erasure may vouch for a look at one person: both reach every site. */
function demandOf(actor: string): ApprovalDemand {
  return { action: 'erase', site: null, authors: [actor] }
}

/**
 * People who may vouch beside the one who acts: others who may read the audit of every site, whose access has not ended, and whose passphrase
 * nobody else has given them.
 */
export function possibleSeconds(repositories: Repositories, actor: string, reading: ClockReading, personKeys: SecondPorts['personKeys']): Person[] {
  return possibleApprovers(repositories, demandOf(actor), reading, personKeys)
}

/**
 * Lets a second person vouch by passphrase at the same screen. Both ids belong into the audit row of what follows. Nobody is signed in by it.
 * @throws second-person-refused: `alone` where nobody else could, `same` for oneself, `no-right` for a person who may not; wrong-sign-in;
 * sign-in-delayed.
 */
export async function requireSecondPerson(call: Call, second: SecondPerson, ports: SecondPorts): Promise<void> {
  ports.store.read((repositories) => {
    requirePossible(repositories, second.person, demandOf(call.actor), ports.clock.read(), ports.personKeys)
  })
  await withApprover(second, ports, () => undefined)
}
