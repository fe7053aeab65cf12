import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { AnswerPage } from './AnswerPage.tsx'
import { AskPage } from './AskPage.tsx'
import { ExchangeOutPage } from './ExchangeOutPage.tsx'
import { RequestPage } from './RequestPage.tsx'

/** What goes between a plant and the head office that keeps the entity's key. */
export function KeyExchangePages(): ReactElement {
  return (
    <Switch>
      <Route path="/settings/key-ask/:what/:id">{({ what, id }) => <AskPage key={id} matter={what === 'revoke' ? 'revoke' : 'renew'} id={id} />}</Route>
      <Route path="/settings/key-request">
        <RequestPage />
      </Route>
      <Route path="/settings/key-answer">
        <AnswerPage />
      </Route>
      <Route path="/settings/key-out/:id">{({ id }) => <ExchangeOutPage key={id} id={id} />}</Route>
      <Route>
        <AskPage matter="all" id={null} />
      </Route>
    </Switch>
  )
}
