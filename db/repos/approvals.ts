import type { StoredApproval } from '../../shared/approval/approval.ts'
import type { Repositories } from '../../shared/ports/repositories.ts'
import { mapping, text, type Columns, type Mapping } from '../mapping.ts'
import type { Connection } from '../sqlite.ts'

const columns: Columns<StoredApproval> = { id: text('id'), action: text('action'), aboutKind: text('about_kind'), about: text('about'), text: text('text'), signature: text('signature') }
const approvalTable = mapping<StoredApproval>('approval', ['id'], columns)
const askedTable = mapping<StoredApproval>('asked_approval', ['id'], columns)

/** What second persons said, and what they are still asked for. */
export function approvals(connection: Connection): Repositories['approvals'] {
  const of = (table: Mapping<StoredApproval>, kind: string, id: string): StoredApproval[] => table.list(connection, 'WHERE about_kind = ? AND about = ? ORDER BY position', kind, id)
  return {
    add(approval) {
      approvalTable.insert(connection, approval)
    },
    of: (kind, id) => of(approvalTable, kind, id),
    ask(asked) {
      askedTable.insert(connection, asked)
    },
    askedOf: (kind, id) => of(askedTable, kind, id),
  }
}
