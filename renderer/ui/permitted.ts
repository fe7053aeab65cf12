import { createContext, useContext } from 'react'
import type { Permission } from '../../shared/person/permission.ts'

const PermittedContext = createContext<readonly Permission[] | null>(null)
/** Hands down what the person at the keyboard may do at one site at least; `null` where nobody is known yet. */
export const PermittedProvider = PermittedContext.Provider

/**
 * Whether something is offered to the person at the keyboard. This only tidies the screen: the core judges each call anew, site by site.
 * @param needs `undefined`: anybody may.
 */
export function usePermitted(needs: Permission | undefined): boolean {
  const permitted = useContext(PermittedContext)
  return needs === undefined || permitted === null || permitted.includes(needs)
}

const ReadOnlyContext = createContext(false)
/** Around fields that are only read here. */
export const ReadOnlyProvider = ReadOnlyContext.Provider

/** Whether the fields here are only read. */
export function useReadOnly(): boolean {
  return useContext(ReadOnlyContext)
}
