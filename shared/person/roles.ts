import type { Permission } from './permission.ts'

/** The closed list of roles. */
export const roles = ['viewer', 'engineer', 'security-officer', 'approver', 'administrator', 'auditor', 'reporter'] as const

/** One role. `reporter` carries the right to report to authorities, apart from rank: deputies and external reporters have it too. */
export type Role = (typeof roles)[number]

/** The one table from roles to permissions. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['record.read'],
  engineer: ['record.read', 'register.write', 'incident.write', 'report.write', 'transfer.verify'],
  'security-officer': ['record.read', 'register.write', 'incident.write', 'report.write', 'transfer.write', 'transfer.verify', 'audit.read', 'approval.give'],
  approver: ['record.read', 'audit.read', 'approval.give'],
  administrator: ['record.read', 'register.write', 'entity.write', 'settings.write', 'people.manage', 'keys.manage', 'transfer.write', 'transfer.verify', 'audit.read', 'store.manage'],
  auditor: ['record.read', 'audit.read', 'transfer.verify'],
  reporter: ['record.read', 'report.write', 'report.release', 'transfer.write', 'transfer.verify', 'approval.give'],
}

/** A role given to a person at one site, or at all (`site: null`). */
export interface Grant {
  readonly role: Role
  readonly site: string | null
}

/** Whether grants hold a permission for the whole entity: for every site there is and will be. */
export function isPermittedEverywhere(grants: readonly Grant[], permission: Permission): boolean {
  return grants.some((grant) => grant.site === null && rolePermissions[grant.role].includes(permission))
}

/**
 * Whether grants hold a permission. `site` null asks "anywhere": procedures that touch one site ask with its id.
 */
export function isPermitted(grants: readonly Grant[], permission: Permission, site: string | null): boolean {
  return grants.some(
    (grant) => rolePermissions[grant.role].includes(permission) && (grant.site === null || site === null || grant.site === site),
  )
}
