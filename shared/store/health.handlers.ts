import { DomainError } from '../contract/error.ts'
import type { Handlers } from '../contract/handler.ts'
import type { Ports } from '../ports/ports.ts'
import { judgeHealth } from './doctor.ts'
import { missedLimit, type healthContract } from './health.contract.ts'
import { logDamageFound, logDamageSubject } from './log-damage.ts'

/** Handlers that tell how the record is. */
export function healthHandlers(ports: Pick<Ports, 'work' | 'clock'>): Handlers<typeof healthContract> {
  return {
    'record.health': {
      run: async (_input, call) => {
        const at = ports.clock.read().at
        const facts = await ports.work.lookAtPlace(at, call.control)
        const record = await ports.work.checkRecord(call.control)
        const { intact, rows, fault, faultSequence } = record
        return call.finish((transaction) => {
          transaction.changed('record-check', transaction.facts.storeId, null, { intact, rows, fault, faultSequence })
          return { at, lines: judgeHealth(facts, record), replaced: facts.replaced }
        })
      },
    },
    'record.rescue': {
      run: async (_input, call) => {
        const rescued = await ports.work.rescue(ports.clock.read().at, call.control)
        if (rescued === null) throw new DomainError('not-found', { kind: 'replaced-record' })
        const { file, report, missed } = rescued
        return call.finish((transaction) => {
          transaction.changed('rescue', transaction.facts.storeId, null, { file, missed: missed.length })
          return { file, readable: report.readable, tables: [...report.tables].map(({ table, read, lost }) => ({ table, read, lost: [...lost] })), missed: missed.slice(0, missedLimit), missedCount: missed.length }
        })
      },
    },
    'record.settle': {
      commit: (transaction, { reason }) => {
        const { kind, id } = logDamageSubject
        const [last] = transaction.audit.of(kind, id, 1)
        const settled = last !== undefined && last.rowText.includes(`"procedure":"${logDamageFound}"`)
        if (settled) transaction.changed(kind, id, null, { settled })
        transaction.because(reason)
        return { settled }
      },
    },
  }
}
