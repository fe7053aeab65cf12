import type { ReactElement } from 'react'
import { Route, Switch, useParams } from 'wouter'
import { ReleasedPage, ReportRoute } from '../report/index.ts'
import { IncidentListPage } from './IncidentListPage.tsx'
import { IncidentPage } from './IncidentPage.tsx'
import { RecordPage } from './RecordPage.tsx'

/** Everything below `/incidents`. */
export function IncidentsScreen(): ReactElement {
  return (
    <Switch>
      <Route path="/incidents" component={IncidentListPage} />
      <Route path="/incidents/record" component={RecordPage} />
      <Route path="/incidents/:incident/report/:stage/:step?/:field?" component={Report} />
      <Route path="/incidents/:incident/released/:release" component={Released} />
      <Route path="/incidents/:incident/:part?/:detail?/:more?" component={OneIncident} />
    </Switch>
  )
}

function Report(): ReactElement {
  const { incident = '', stage = '', step, field } = useParams()
  return <ReportRoute incident={incident} stage={stage} step={step} field={field} />
}

function Released(): ReactElement {
  const { incident = '', release = '' } = useParams()
  return <ReleasedPage key={release} incident={incident} release={release} />
}

function OneIncident(): ReactElement {
  const { incident = '', part, detail, more } = useParams()
  return <IncidentPage key={incident} id={incident} part={part} detail={detail} more={more} />
}
