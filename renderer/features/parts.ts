import { lazy } from 'react'
import type { AppParts } from '../app/parts.ts'
import { Door } from './door/Door.tsx'

const loadInside = () => import('./RecordInside.tsx').then(({ RecordInside }) => ({ default: RecordInside }))

/** The two halves of the window as they are today. */
export const appParts: AppParts = {
  door: Door,
  inside: lazy(loadInside),
  prepareInside: () => void loadInside(),
}
