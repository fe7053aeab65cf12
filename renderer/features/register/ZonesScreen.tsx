import type { ReactElement } from 'react'
import { Route } from 'wouter'
import type {} from './texts.ts'
import { ZonesPage } from './ZonesPage.tsx'

/** Everything below `/zones`. */
export function ZonesScreen(): ReactElement {
  return <Route path="/zones/:open?">{({ open }) => <ZonesPage open={open ?? null} />}</Route>
}
