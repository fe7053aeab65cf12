import { useState } from 'react'
import { followStick, type Place, type StickState } from './carry-out.ts'

/** Follows a stick after it was written: in, taken out, in again. @param place what was written to; `null` before. */
export function useStick(place: Place | null, list: readonly Place[] | undefined): StickState {
  const [state, setState] = useState<{ readonly place: Place | null; readonly list: readonly Place[] | undefined; readonly stick: StickState }>({ place: null, list: undefined, stick: 'in' })
  if (state.place === place && state.list === list) return state.stick
  // A new place starts anew; a new list is one more look.
  const before = state.place === place ? state.stick : 'in'
  const stick = place === null || list === undefined ? 'in' : followStick(before, list.some(({ id }) => id === place.id))
  setState({ place, list, stick })
  return stick
}
