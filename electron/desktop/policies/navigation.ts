import { startPage } from './bundle.ts'

/** What happens to a page that wants to go somewhere. */
export type NavigationDecision = 'allow' | 'deny'

/**
 * The window shows one page for as long as it lives; it changes views within it. The only navigation is to load
 * that page again, and only in the top frame.
 *
 * @param url where to, with or without a fragment
 */
export function navigationDecision(url: string, isTopFrame: boolean): NavigationDecision {
  return isTopFrame && url.replace(/#.*$/s, '') === startPage ? 'allow' : 'deny'
}
