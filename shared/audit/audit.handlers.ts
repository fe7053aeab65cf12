import type { Handlers } from '../contract/handler.ts'
import type { Ports } from '../ports/ports.ts'
import type { auditContract } from './audit.contract.ts'

/** Handlers that tell whether the record is intact. */
export function auditHandlers(ports: Pick<Ports, 'work'>): Handlers<typeof auditContract> {
  return {
    'audit.head': { read: (repositories) => repositories.audit.head() },
    'audit.check': {
      run: async (_input, call) => {
        const result = await ports.work.checkRecord(call.control)
        return call.finish((transaction) => {
          transaction.changed('record-check', transaction.facts.storeId, null, {
            intact: result.intact,
            rows: result.rows,
            fault: result.fault,
            faultSequence: result.faultSequence,
          })
          return result
        })
      },
    },
  }
}
