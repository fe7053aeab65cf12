import { isBundleUrl } from './bundle.ts'

/** The one permission the page has: to put a text it made on the clipboard after a click. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

/**
 * Whether a permission is granted, for the check and for the request alike. Everything a later Chromium adds is
 * refused because the list is one of what is allowed.
 *
 * @param requester URL or origin of the page that asks
 */
export function permissionDecision(permission: string, requester: string): boolean {
  return allowed.has(permission) && isBundleUrl(requester)
}
