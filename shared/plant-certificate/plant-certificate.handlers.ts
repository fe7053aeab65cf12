import { toldTime } from '../clock/told-time.ts'
import { commandHandler, type Handlers } from '../contract/handler.ts'
import { DomainError } from '../contract/error.ts'
import { requireStanding } from '../contract/permit.ts'
import type { ClockReading } from '../ports/clock.ts'
import type { Ports } from '../ports/ports.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { Transaction } from '../ports/store.ts'
import { validityOf, type TimeBounds } from './certificate-rule.ts'
import type { plantCertificateContract } from './plant-certificate.contract.ts'
import type { PlantCertificate } from './plant-certificate.ts'

/** Between which moments it is, as the record knows it. */
export function timeBounds(repositories: Repositories, reading: ClockReading): TimeBounds {
  const { now, time } = toldTime(repositories, reading)
  return { earliest: time.lower, latest: now, open: time.open }
}

/** Handlers of the plant's own certificate. */
export function plantCertificateHandlers(ports: Ports): Handlers<typeof plantCertificateContract> {
  return {
    'plantCertificate.show': {
      read: (repositories, _input, call) => {
        const found = repositories.plantCertificates.current()
        if (found === null) return { certificate: null, state: null }
        const { certificate: _certificate, chain: _chain, takenBy: _takenBy, ...shown } = found
        return { certificate: shown, state: validityOf(found, timeBounds(repositories, call.stamp.reading)) }
      },
    },
    'plantCertificate.take': {
      run: async ({ file, password, passphrase }, call) => {
        const staged = { staged: file, owner: call.actor }
        ports.staging.info(staged)
        await ports.personKeys.confirm({ person: call.actor, passphrase })
        const now = ports.store.read((repositories) => timeBounds(repositories, ports.clock.read()))
        const read = await ports.work.readCertificateFile(file, password, now)
        if (read.refusal !== null) throw new DomainError('certificate-refused', { finding: read.refusal })
        const { facts, certificate, chain, privateKey } = read
        try {
          const reading = ports.clock.read()
          const id = ports.ids.id()
          const { subject, issuer, serial, fingerprint, from, to } = facts
          const { kind } = facts.key
          if (kind === 'other') throw new DomainError('certificate-refused', { finding: 'key-kind' })
          const replaced = ports.store.write({ ...call.stamp, reading }, (transaction) => {
            requireStanding({ needs: 'keys.manage', touches: 'all-sites' }, call.session.who, transaction)
            const before = transaction.plantCertificates.current()
            if (before !== null) remove(transaction, before, reading.at)
            transaction.plantCertificates.add(
              { id, certificate, chain, subject, issuer, serial, fingerprint, keyKind: kind, keyBits: facts.key.kind === 'rsa' ? facts.key.bits : 256, from, to, takenAt: reading.at, takenBy: call.actor },
              privateKey,
            )
            transaction.changed('plant-certificate', id, null, { subject, issuer, serial, fingerprint, validTo: to })
            return before !== null
          })
          // Copies of the former key may lie in the log and in unused parts of the file.
          if (replaced) ports.lifecycle.overwriteErased()
          ports.staging.drop(staged)
          return { id }
        } finally {
          privateKey.fill(0)
        }
      },
    },
    'plantCertificate.remove': commandHandler({
      prepare: (_repositories, { passphrase }, call) => ports.personKeys.confirm({ person: call.actor, passphrase }),
      commit: (transaction, { certificate, reason }, call) => {
        const current = transaction.plantCertificates.current()
        if (current?.id !== certificate) throw new DomainError('not-found', { kind: 'plant-certificate' })
        remove(transaction, current, call.stamp.reading.at)
        transaction.because(reason)
        return {}
      },
      committed: () => {
        ports.lifecycle.overwriteErased()
      },
    }),
    'plantCertificate.ofRelease': {
      read: (repositories, { release }) => {
        const signing = repositories.pdfSignings.find(release)
        if (signing === null) return { signing: null }
        return { signing: { outcome: signing.outcome, subject: repositories.plantCertificates.find(signing.certificate)?.subject ?? '' } }
      },
    },
  }
}

function remove(transaction: Transaction, { id, subject, fingerprint }: PlantCertificate, at: number): void {
  transaction.plantCertificates.remove(id, at)
  transaction.changed('plant-certificate', id, { subject, fingerprint }, null)
}
