import { DomainError } from '../contract/error.ts'
import type { Handlers, LifecycleCall } from '../contract/handler.ts'
import { requireIncident } from '../incident/incident.handlers.ts'
import type { EntryClaim } from '../incident/incident.ts'
import type { Ports } from '../ports/ports.ts'
import { asPicture } from '../register/register.ts'
import { createSitting } from '../store/sitting.ts'
import { personMeant } from './account.ts'
import { expectedWords, requireGoodPassphrase } from './passphrase-judgement.ts'
import { isEasyPin } from './pin.ts'
import type { signInContract } from './sign-in.contract.ts'
import { actorOf, type SignedIn } from './session.ts'

/** Handlers of signing in, switching and locking while the record is open. */
export function signInHandlers(ports: Ports): Handlers<typeof signInContract> {
  const { status, sitDown, getUp } = createSitting(ports)

  function meant(who: string): string | null {
    return ports.store.read(({ people }) => personMeant(who, people.list(), (person) => people.name(person)))
  }

  /** The person at the keyboard. `signed-in` has made sure that there is one. */
  function self(call: LifecycleCall): SignedIn {
    const { who } = call.session
    if (who.kind !== 'person') throw new DomainError('not-permitted', { needs: 'signed-in' })
    return who
  }

  function note(call: LifecycleCall, what: string, after: Readonly<Record<string, unknown>>): void {
    ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
      transaction.changed(what, call.actor, null, after)
    })
  }

  return {
    'people.present': {
      read: (repositories) => ({
        people: ports.personKeys.pins
          .persons()
          .flatMap((id) => {
            const person = repositories.people.find(id)
            const name = repositories.people.name(id)
            return person === null || name === null ? [] : [{ id, name: name.name, function: person.function }]
          })
          .sort((a, b) => a.name.localeCompare(b.name)),
      }),
    },
    'people.signIn': {
      run: async ({ who, passphrase }, call) => {
        const person = meant(who)
        await ports.personKeys.confirm({ person, passphrase })
        // Nobody was meant: `confirm` has refused that, after the same work.
        if (person === null) throw new DomainError('wrong-sign-in')
        return status(sitDown(call, person, 'passphrase'))
      },
    },
    'people.switch': {
      run: ({ who, pin }, call) => {
        const person = meant(who)
        if (!ports.personKeys.pins.check(person, pin) || person === null) throw new DomainError('wrong-sign-in')
        return status(sitDown(call, person, 'pin'))
      },
    },
    'people.lock': { run: (_input, call) => status(getUp(call)) },
    'people.active': {
      run: (_input, call) => {
        call.active()
        return {}
      },
    },
    'people.confirm': {
      run: async ({ passphrase }, call) => {
        const { person } = self(call)
        await ports.personKeys.confirm({ person, passphrase })
        return status(sitDown(call, person, 'passphrase'))
      },
    },
    'people.setPin': {
      run: ({ pin }, call) => {
        const { person, by, mustChange } = self(call)
        if (by === 'pin' && pin !== null) throw new DomainError('passphrase-needed')
        if (mustChange) throw new DomainError('passphrase-change-needed')
        if (pin !== null && isEasyPin(pin)) throw new DomainError('pin-too-easy')
        if (pin === null) ports.personKeys.pins.remove(person)
        else ports.personKeys.pins.set(person, pin)
        note(call, 'pin', { set: pin !== null })
        return {}
      },
    },
    'people.changePassphrase': {
      run: async ({ passphrase, next }, call) => {
        const { person } = self(call)
        requireGoodPassphrase(next, ports.store.read((repositories) => expectedWords(repositories, person)), ports.assets)
        await ports.personKeys.confirm({ person, passphrase })
        await ports.personKeys.change({ person, passphrase: next })
        note(call, 'passphrase', { changed: true })
        call.update(person, { mustChange: false })
        const who: SignedIn = { ...self(call), by: 'passphrase', mustChange: false }
        call.become(who)
        return status(who)
      },
    },
    'controlRoom.incidents': {
      read: (repositories) => ({
        incidents: repositories.incidents
          .list()
          .filter((incident) => incident.closedAt === null)
          .map(({ id, number, site }) => ({ id, number, siteName: repositories.sites.find(site)?.name ?? '' })),
      }),
    },
    'chronology.claim': {
      commit: (transaction, input, call) => {
        const incident = requireIncident(transaction, input.incident)
        const entry = transaction.chronology.list(incident.id).find(({ id }) => id === input.entry)
        if (entry === undefined) throw new DomainError('not-found', { kind: 'chronology' })
        const isClaimed = transaction.claims.list(incident.id).some((claim) => claim.entry === entry.id)
        if (entry.author !== actorOf({ kind: 'unconfirmed' }) || isClaimed) throw new DomainError('conflict', { kind: 'chronology' })
        const claim: EntryClaim = { id: ports.ids.id(), incident: incident.id, entry: entry.id, person: call.actor, at: call.stamp.reading.at }
        transaction.claims.add(claim)
        transaction.changed('claim', claim.id, null, asPicture(claim))
        transaction.changed('incident', incident.id, null, { claim: entry.id })
        return { id: claim.id }
      },
    },
  }
}
