import type { Confirmation, Statement } from '../clock/statement.ts'
import type { SignaturePorts } from '../package/verify-signer.ts'
import type { Repositories } from '../ports/repositories.ts'
import { validApprovals } from './judge.ts'

/** Second persons' words on corrected times of an incident, each as far as its signature holds. Only a correction can be confirmed. */
export function confirmationsOf(repositories: Repositories, statements: readonly Statement[], ports: SignaturePorts): Confirmation[] {
  return statements
    .filter((statement) => statement.supersedes !== null)
    .flatMap(({ id }) =>
      validApprovals(repositories, 'statement', id, ports)
        .filter(({ action, decision }) => action === 'correct-awareness' && decision === 'agreed')
        .map(({ approver, recordedAt }) => ({ statement: id, person: approver, at: recordedAt })),
    )
}
