import { lazy } from 'react'
import type { AppParts } from '../app/parts.ts'
import { Door } from './door/Door.tsx'

const loadInside = () => import('./RecordInside.tsx').then(({ RecordInside }) => ({ default: RecordInside }))

const loadLocked = () => import('./RecordLocked.tsx').then(({ RecordLocked }) => ({ default: RecordLocked }))
const loadGiven = () => import('./people/GivenPassphrase.tsx').then(({ GivenPassphrase }) => ({ default: GivenPassphrase }))

/** The two halves of the window as they are today. */
export const appParts: AppParts = {
  door: Door,
  inside: lazy(loadInside),
  locked: lazy(loadLocked),
  given: lazy(loadGiven),
  prepareInside: loadInside,
}
