import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { CarryOutPage } from './CarryOutPage.tsx'
import { NewKeyPage } from './NewKeyPage.tsx'
import { OwnKeyPage } from './OwnKeyPage.tsx'
import { ReleaseChoicePage } from './ReleaseChoicePage.tsx'
import type {} from './texts.ts'
import { TransferLogPage } from './TransferLogPage.tsx'
import { VerifyPage } from './VerifyPage.tsx'

/** Everything below `/transfer`. */
export function TransferScreen(): ReactElement {
  return (
    <Switch>
      <Route path="/transfer/out/:release">{({ release }) => <CarryOutPage key={release} release={release} />}</Route>
      <Route path="/transfer/out">
        <ReleaseChoicePage />
      </Route>
      <Route path="/transfer/in">
        <VerifyPage />
      </Route>
      <Route path="/transfer/new-key">
        <NewKeyPage />
      </Route>
      <Route path="/transfer/own-key">
        <OwnKeyPage />
      </Route>
      <Route>
        <TransferLogPage />
      </Route>
    </Switch>
  )
}
