import { DomainError } from '../contract/error.ts'
import { requireStanding } from '../contract/permit.ts'
import type { Handlers, LifecycleCall } from '../contract/handler.ts'
import type { ParsedInputOf } from '../contract/procedure.ts'
import { isZone } from '../clock/local-time.ts'
import { plantDemo } from '../demo/demo-plant.ts'
import { requireGoodPassphrase } from '../person/passphrase-judgement.ts'
import type { Ports } from '../ports/ports.ts'
import { product } from '../product.ts'
import { requireEntity } from '../entity/entity.handlers.ts'
import { defaultSiteName, foundStore } from './founding.ts'
import { notDone, setupKey } from './setup-task.ts'
import { createSitting } from './sitting.ts'
import { setupTasks, type storeContract, type StoreState } from './store.contract.ts'

type SetupTask = (typeof setupTasks)[number]

function isDone(setting: string | null): boolean {
  return setting !== null && setting !== notDone
}

/** Handlers that open, create and close the store. */
export function storeHandlers(ports: Ports): Handlers<typeof storeContract> {
  const { status, sitDown, stampOf, certify } = createSitting(ports)

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

  /** @throws access-ended; whose access has ended must not leave the record open behind. */
  async function sitDownOrLeave(call: LifecycleCall, person: string, wasOpen: boolean): Promise<StoreState> {
    try {
      return await status(sitDown(call, person, 'passphrase'))
    } catch (error) {
      if (!wasOpen) await ports.lifecycle.close()
      throw error
    }
  }

  return {
    'store.status': {
      run: (_input, call) => status(call.session.who),
    },
    'store.create': {
      run: async (input, call) => {
        if (!isZone(input.zone)) throw new DomainError('invalid-input', { fields: ['zone'] })
        // A demo plant holds nothing worth guessing for.
        if (input.kind === 'real') requireGoodPassphrase(input.passphrase, [product.name, input.name, input.entityName, input.siteName], ports.assets)
        const person = ports.ids.id()
        const created = await ports.lifecycle.create({ passphrase: input.passphrase, kind: input.kind, person })
        const founded = await found(input, person, created.personPublicKey, call)
        sitDown(call, person, 'passphrase')
        return { recoveryKey: created.recoveryKey, person, site: founded.site.id, entityCode: founded.entity.code }
      },
    },
    'store.open': {
      run: async ({ passphrase }, call) => {
        const wasOpen = ports.lifecycle.isOpen()
        const { person } = await ports.lifecycle.open({ passphrase })
        return sitDownOrLeave(call, person, wasOpen)
      },
    },
    'store.recover': {
      run: async ({ recoveryKey, passphrase }, call) => {
        requireGoodPassphrase(passphrase, [product.name], ports.assets)
        const wasOpen = ports.lifecycle.isOpen()
        const { person } = await ports.lifecycle.recover({ recoveryKey, passphrase, person: null })
        ports.store.write(stampOf(call, person), (transaction) => {
          if (transaction.people.find(person) === null) throw new DomainError('not-found', { kind: 'person' })
          certify(transaction, person)
          transaction.because('opened with the recovery sheet')
        })
        return sitDownOrLeave(call, person, wasOpen)
      },
    },
    'store.restore': {
      run: async ({ which, what, passphrase, recoveryKey }, call) => {
        const { session, procedure } = call.stamp
        const { person, backup } = await ports.lifecycle.restore({ backup: which, what, passphrase, recoveryKey, stamp: { session, procedure } })
        // A restored record tells of it in its first row; keys that were put back leave no trace of their own.
        if (what === 'keys') {
          ports.store.write(stampOf(call, person), (transaction) => {
            transaction.changed('keyring', transaction.facts.storeId, null, { restoredFrom: backup })
          })
        }
        return sitDownOrLeave(call, person, false)
      },
    },
    'store.renewRecoveryKey': {
      run: async ({ passphrase }, call) => {
        // Asked before anything changes: the old sheet is void from the renewal on, even if this PC dies before the new one was shown.
        if ((await ports.lifecycle.open({ passphrase })).person !== call.actor) throw new DomainError('wrong-passphrase')
        ports.store.write(call.stamp, (transaction) => {
          requireStanding({ needs: 'store.manage', touches: 'all-sites' }, call.session.who, transaction)
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
