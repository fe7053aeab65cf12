import { passphrasePermissions, type Need, type Permission } from '../person/permission.ts'
import { isPermitted, isPermittedEverywhere, type Grant } from '../person/roles.ts'
import type { Person } from '../person/person.ts'
import type { SignedIn, Who } from '../person/session.ts'
import type { Repositories } from '../ports/repositories.ts'
import { DomainError } from './error.ts'
import type { Procedure } from './procedure.ts'
import { touchedSites } from './touched-sites.ts'

/**
 * Whether somebody may call what needs this at all, before anything of the input is looked at. The store is open.
 * @throws not-permitted; passphrase-change-needed while the passphrase is still the one an administrator gave; passphrase-needed
 * where a PIN is not enough.
 */
export function requireNeed(needs: Need, who: Who): void {
  if (needs === 'before-open' || needs === 'while-locked') return
  if (who.kind !== 'person') {
    if (needs === 'record-only' && who.kind === 'unconfirmed') return
    throw new DomainError('not-permitted', { needs })
  }
  if (needs === 'signed-in') return
  if (who.mustChange) throw new DomainError('passphrase-change-needed')
  if (needs === 'record-only') return
  if (!isPermitted(who.grants, needs, null)) throw new DomainError('not-permitted', { needs })
  requireOwnKey(needs, who)
}

/**
 * Whether the permission reaches every site the call is about. The control room without a confirmed person writes for the whole plant.
 * @throws not-permitted.
 */
export function requireSites({ needs, touches }: Pick<Procedure, 'needs' | 'touches'>, who: Who, input: unknown, repositories: Repositories): void {
  if (touches === undefined || who.kind !== 'person') return
  const permission = permissionOf(needs)
  if (permission === null) return
  const { all, sites, extract } = touchedSites(touches, input, repositories)
  if (all && !isPermittedEverywhere(who.grants, permission)) throw new DomainError('not-permitted', { needs: permission })
  if (extract && !isPermittedEverywhere(who.grants, 'audit.read')) throw new DomainError('not-permitted', { needs: 'audit.read' })
  if (!sites.every((site) => reaches(who.grants, permission, site))) throw new DomainError('not-permitted', { needs: permission })
}

/**
 * Whether somebody whose call has waited may still end what it began: the access may have been ended, or the role taken away, meanwhile.
 * @throws access-ended, not-permitted.
 */
export function requireStanding({ needs, touches }: Pick<Procedure, 'needs' | 'touches'>, who: Who, repositories: Pick<Repositories, 'people'>): void {
  const known = who.kind === 'person' ? repositories.people.find(who.person) : null
  if (known === null) return
  requireAccess(known)
  const permission = permissionOf(needs)
  if (permission === null) return
  const stands = touches === 'all-sites' ? isPermittedEverywhere(known.grants, permission) : isPermitted(known.grants, permission, null)
  if (!stands) throw new DomainError('not-permitted', { needs: permission })
}

/** Whether a person's access was not ended by somebody. @throws access-ended. */
export function requireAccess(known: Pick<Person, 'endedAt'> | null): void {
  if (known !== null && known.endedAt !== null) throw new DomainError('access-ended')
}

function reaches(grants: readonly Grant[], permission: Permission, site: string): boolean {
  return isPermitted(grants, permission, site)
}

/** The permission that has to reach a site. Who may write for the control room at a site may at least read it. */
function permissionOf(needs: Need): Permission | null {
  switch (needs) {
    case 'before-open':
    case 'while-locked':
    case 'signed-in':
      return null
    case 'record-only':
      return 'record.read'
    default:
      return needs
  }
}

function requireOwnKey(needs: Permission, who: SignedIn): void {
  if (who.by === 'pin' && passphrasePermissions.includes(needs)) throw new DomainError('passphrase-needed')
}
