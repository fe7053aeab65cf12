import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { CheckPage } from './CheckPage.tsx'
import { ExtractPage } from './ExtractPage.tsx'
import { HistoryPage } from './HistoryPage.tsx'
import { KeepingPage } from './KeepingPage.tsx'
import { ProofPage } from './ProofPage.tsx'

/** Everything below `/settings/record`. */
export function AuditScreen(): ReactElement {
  return (
    <Switch>
      <Route path="/settings/record/of/:kind/:id">{({ kind, id }) => <HistoryPage key={`${kind} ${id}`} record={{ kind, id }} />}</Route>
      <Route path="/settings/record/check">
        <CheckPage />
      </Route>
      <Route path="/settings/record/extract">
        <ExtractPage record={null} />
      </Route>
      <Route path="/settings/record/extract/of/:kind/:id">{({ kind, id }) => <ExtractPage key={`${kind} ${id}`} record={{ kind, id }} />}</Route>
      <Route path="/settings/record/keeping">
        <KeepingPage />
      </Route>
      <Route path="/settings/record/proof/:sequence">{({ sequence }) => <ProofPage sequence={Number(sequence)} />}</Route>
      <Route>
        <HistoryPage record={null} />
      </Route>
    </Switch>
  )
}
