import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { ReleasedPage, ReportRoute } from '../report/index.ts'
import { IncidentListPage } from './IncidentListPage.tsx'
import { IncidentPage } from './IncidentPage.tsx'
import { RecordPage } from './RecordPage.tsx'

/** Everything below `/incidents`. */
export function IncidentsScreen(): ReactElement {
  return (
    <Switch>
      <Route path="/incidents">
        <IncidentListPage />
      </Route>
      <Route path="/incidents/record">
        <RecordPage />
      </Route>
      <Route path="/incidents/:incident/report/:stage/:step?/:field?">
        {({ incident, stage, step, field }) => <ReportRoute incident={incident} stage={stage} step={step} field={field} />}
      </Route>
      <Route path="/incidents/:incident/released/:release">{({ incident, release }) => <ReleasedPage key={release} incident={incident} release={release} />}</Route>
      <Route path="/incidents/:incident/:part?/:detail?/:more?">
        {({ incident, part, detail, more }) => <IncidentPage key={incident} id={incident} part={part} detail={detail} more={more} />}
      </Route>
    </Switch>
  )
}
