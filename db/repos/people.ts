import type { Person, PersonName } from '../../shared/person/person.ts'
import type { Role } from '../../shared/person/roles.ts'
import type { Repositories } from '../../shared/ports/repositories.ts'
import { mapping, number, text } from '../mapping.ts'
import { statements } from '../statements.ts'
import type { Connection } from '../sqlite.ts'

type PersonRow = Omit<Person, 'grants'>

const personTable = mapping<PersonRow>('person', ['id'], {
  id: text('id'),
  code: text('code'),
  function: text('function'),
  createdAt: number('created_at'),
  validUntil: number('valid_until'),
  endedAt: number('ended_at'),
})

const nameTable = mapping<PersonName>('person_name', ['person'], {
  person: text('person'),
  name: text('name'),
  phone: text('phone'),
  email: text('email'),
  badge: text('badge'),
})

/** People as ids, and the one table of their names. */
export function people(connection: Connection): Repositories['people'] {
  function withGrants(row: PersonRow): Person {
    const grants = statements(connection)
      .read<{ role: Role; site: string | null }>('SELECT role, site FROM role_grant WHERE person = ? ORDER BY number')
      .all(row.id)
    return { ...row, grants }
  }
  return {
    find(id) {
      const row = personTable.find(connection, 'WHERE id = ?', id)
      return row === null ? null : withGrants(row)
    },
    list: () => personTable.list(connection, 'ORDER BY created_at, id').map(withGrants),
    save({ grants, ...row }) {
      personTable.save(connection, row)
      const sql = statements(connection)
      sql.write('DELETE FROM role_grant WHERE person = ?').run(row.id)
      const insert = sql.write('INSERT INTO role_grant (person, number, role, site) VALUES (?, ?, ?, ?)')
      grants.forEach((grant, index) => insert.run(row.id, index, grant.role, grant.site))
    },
    name: (id) => nameTable.find(connection, 'WHERE person = ?', id),
    saveName(name) {
      nameTable.save(connection, name)
    },
  }
}
