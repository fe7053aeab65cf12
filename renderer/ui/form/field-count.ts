import { createContext, useContext, useEffect } from 'react'

/** Most fields one step may show. */
export const maximumFieldsAStep = 7

/** Counts the fields of one step: `1` when a field appears, `-1` when it goes. Null outside of a step. */
export const FieldCountContext = createContext<((change: 1 | -1) => void) | null>(null)

/** Reports this field to its step. */
export function useCountedField(): void {
  const count = useContext(FieldCountContext)
  useEffect(() => {
    if (count === null) return
    count(1)
    return () => count(-1)
  }, [count])
}
