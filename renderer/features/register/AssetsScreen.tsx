import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { AssetsPage } from './AssetsPage.tsx'
import { ServicesPage } from './ServicesPage.tsx'
import type {} from './texts.ts'

/** Everything below `/assets`: the assets and the services they serve. */
export function AssetsScreen(): ReactElement {
  return (
    <Switch>
      <Route path="/assets/services/:open?">{({ open }) => <ServicesPage open={open ?? null} />}</Route>
      <Route path="/assets/:open?">{({ open }) => <AssetsPage open={open ?? null} />}</Route>
    </Switch>
  )
}
