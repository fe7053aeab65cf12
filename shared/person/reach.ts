import type { Permission } from './permission.ts'
import { isPermitted } from './roles.ts'
import type { Who } from './session.ts'

/** Whether somebody may read what belongs to a site: lists leave out the rest. */
export function mayRead(who: Who, site: string): boolean {
  return mayAt(who, 'record.read', site)
}

/** Whether somebody holds a permission at a site. */
export function mayAt(who: Who, permission: Permission, site: string): boolean {
  return who.kind === 'person' && isPermitted(who.grants, permission, site)
}
