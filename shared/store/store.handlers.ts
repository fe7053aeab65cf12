import { DomainError } from '../contract/error.ts'
import type { Handlers, LifecycleCall } from '../contract/handler.ts'
import type { ParsedInputOf } from '../contract/procedure.ts'
import { isZone } from '../clock/local-time.ts'
import { plantDemo } from '../demo/demo-plant.ts'
import { equalBytes } from '../package/bytes.ts'
import { certifyPersonKey, issueKeysDocument } from '../package/issued-keys.ts'
import { rolePermissions } from '../person/roles.ts'
import type { Who } from '../person/session.ts'
import type { Ports } from '../ports/ports.ts'
import type { Transaction, WriteStamp } from '../ports/store.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { defaultSiteName, foundStore } from './founding.ts'
import { setupTasks, type storeContract } from './store.contract.ts'

type SetupTask = (typeof setupTasks)[number]

/** Key under which it is kept that a setup task was done. */
function setupKey(task: SetupTask): string {
  return `setup/${task}`
}

/** What stands under that key once the task has to be done again. */
const notDone = 'null'

function isDone(setting: string | null): boolean {
  return setting !== null && setting !== notDone
}

/** Handlers that open, create and close the store. */
export function storeHandlers(ports: Ports): Handlers<typeof storeContract> {
  /** A stamp for what is written right after the store opened, when the session's person is only just known. */
  function stampOf(call: LifecycleCall, person: string): WriteStamp {
    return { ...call.stamp, actor: person, confirmed: true, reading: ports.clock.read() }
  }

  async function status(who: Who) {
    const found = await ports.lifecycle.status()
    return { state: found.state, kind: found.kind, perUser: found.perUser, who: describe(who), version: ports.product.version }
  }

  function describe(who: Who) {
    if (who.kind !== 'person') return { kind: who.kind, person: null, name: null, function: null, permissions: [] }
    const { name, person } = ports.store.read((repositories) => ({
      name: repositories.people.name(who.person)?.name ?? null,
      person: repositories.people.find(who.person),
    }))
    return {
      kind: who.kind,
      person: who.person,
      name,
      function: person?.function ?? null,
      permissions: [...new Set(who.grants.flatMap((grant) => rolePermissions[grant.role]))],
    }
  }

  /**
   * Certifies a person's signing key unless the record already holds that very key. After a recovery it is a new one; the keyring is
   * written before the record, so a power cut in between leaves this to the next sign-in.
   */
  function certify(transaction: Transaction, person: string): void {
    const seed = ports.lifecycle.personSeed(person)
    const known = transaction.people.find(person)
    if (seed === null || known === null) return
    const publicKey = ports.ed25519.publicKey(seed)
    seed.fill(0)
    const certified = transaction.keys.current('person', person)
    if (certified !== null && equalBytes(certified.publicKey, publicKey)) return
    const entity = requireEntity(transaction)
    certifyPersonKey(transaction, entity, known, publicKey, ports)
    issueKeysDocument(transaction, entity, ports)
  }

  /** Lets a person sit down: notes it in the record and gives the session the person's grants. */
  function sitDown(call: LifecycleCall, person: string): Who {
    const grants = ports.store.read((repositories) => repositories.people.find(person)?.grants ?? [])
    const who: Who = { kind: 'person', person, grants }
    ports.store.write(stampOf(call, person), (transaction) => {
      certify(transaction, person)
      transaction.changed('sign-in', person, null, { session: call.session.id })
    })
    call.become(who)
    return who
  }

  /** Writes the first row of a new store. A store without one is let go of at once: the next opening puts it aside. */
  async function found(input: ParsedInputOf<(typeof storeContract)['store.create']>, person: string, personPublicKey: Uint8Array, call: LifecycleCall) {
    const { name: personName, entityName, siteName, zone, language } = input
    try {
      return ports.store.write(stampOf(call, person), (transaction) => {
        const result = foundStore(transaction, { person, personName, personPublicKey, entityName, siteName, zone, language }, ports)
        if (input.kind === 'demo') plantDemo(transaction, result, ports.assets.demoPlant(), ports, language)
        return result
      })
    } catch (error) {
      await ports.lifecycle.close()
      throw error
    }
  }

  return {
    'store.status': {
      run: (_input, call) => status(ports.lifecycle.isOpen() ? call.session.who : { kind: 'nobody' }),
    },
    'store.create': {
      run: async (input, call) => {
        if (!isZone(input.zone)) throw new DomainError('invalid-input', { fields: ['zone'] })
        const person = ports.ids.id()
        const created = await ports.lifecycle.create({ passphrase: input.passphrase, kind: input.kind, person })
        const founded = await found(input, person, created.personPublicKey, call)
        sitDown(call, person)
        return { recoveryKey: created.recoveryKey, person, site: founded.site.id, entityCode: founded.entity.code }
      },
    },
    'store.open': {
      run: async ({ passphrase }, call) => {
        const { person } = await ports.lifecycle.open({ passphrase })
        return status(sitDown(call, person))
      },
    },
    'store.recover': {
      run: async ({ recoveryKey, passphrase }, call) => {
        const { person } = await ports.lifecycle.recover({ recoveryKey, passphrase, person: null })
        ports.store.write(stampOf(call, person), (transaction) => {
          if (transaction.people.find(person) === null) throw new DomainError('not-found', { kind: 'person' })
          certify(transaction, person)
          transaction.because('opened with the recovery sheet')
        })
        return status(sitDown(call, person))
      },
    },
    'store.renewRecoveryKey': {
      run: async ({ passphrase }, call) => {
        // Asked before anything changes: the old sheet is void from the renewal on, even if this PC dies before the new one was shown.
        if ((await ports.lifecycle.open({ passphrase })).person !== call.actor) throw new DomainError('wrong-passphrase')
        ports.store.write(call.stamp, (transaction) => {
          transaction.settings.set(setupKey('recovery-sheet'), notDone)
          transaction.changed('setup', 'recovery-sheet', null, { done: false })
        })
        const { recoveryKey } = await ports.lifecycle.renewRecoveryKey({ passphrase, person: call.actor })
        ports.store.write({ ...call.stamp, reading: ports.clock.read() }, (transaction) => {
          transaction.changed('recovery-key', transaction.facts.storeId, null, { renewed: true })
        })
        return { recoveryKey }
      },
    },
    'store.close': {
      run: async (_input, call) => {
        call.everyoneLeaves()
        await ports.lifecycle.close()
        return {}
      },
    },
    'setup.open': {
      read: (repositories) => {
        const entity = requireEntity(repositories)
        const site = repositories.sites.list()[0]
        const isOpen: Record<SetupTask, boolean> = {
          country: entity.country === 'XX',
          'registration-number': entity.registrationNumber === null,
          'site-name': site === undefined || Object.values<string>(defaultSiteName).includes(site.name),
          recipient: repositories.recipients.list().length === 0,
          'recovery-sheet': !isDone(repositories.settings.get(setupKey('recovery-sheet'))),
          'key-card': !isDone(repositories.settings.get(setupKey('key-card'))),
        }
        return { open: setupTasks.filter((task) => isOpen[task]) }
      },
    },
    'setup.done': {
      commit: (transaction, { task }, call) => {
        transaction.settings.set(setupKey(task), JSON.stringify({ at: call.stamp.reading.at }))
        transaction.changed('setup', task, null, { done: true })
        return {}
      },
    },
  }
}
