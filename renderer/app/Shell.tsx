import { Suspense } from 'react'
import type { ComponentType, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import type { Action } from '../ui/ActionButton.tsx'
import { Crash } from './Crash.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Frame } from './frame/Frame.tsx'
import type { StatusFact } from './frame/StatusFooter.tsx'
import type { Screen } from './screens.ts'

/** The frame with the screens that exist. The first screen is the one a start leads to. */
export function Shell({
  screens,
  deadlineBar: Bar,
  person,
  personActions,
  status,
  banner: Banner,
  marking,
}: {
  readonly screens: readonly Screen[]
  readonly deadlineBar: ComponentType
  readonly person: string
  readonly personActions: readonly Action[]
  readonly status: readonly StatusFact[]
  /** Stands above the work on every screen. */
  readonly banner?: ComponentType | undefined
  readonly marking?: string | undefined
}): ReactElement {
  const { t } = useTranslation('frame')
  const [location] = useLocation()
  const rail = screens.map((screen) => ({ id: screen.id, path: screen.path, icon: screen.icon, label: t(screen.label) }))
  const first = screens[0]
  return (
    <Frame rail={rail} deadlineBar={<Bar />} person={person} personActions={personActions} status={status} banner={Banner === undefined ? undefined : <Banner />} marking={marking}>
      <ErrorBoundary resetKey={location} fallback={(again) => <Crash again={again} />}>
        <Suspense fallback={null}>
          <Switch>
            {screens.map((screen) => (
              <Route key={screen.id} path={screen.path === '/' ? '/' : `${screen.path}/*?`} component={screen.component} />
            ))}
            {first === undefined || first.path === '/' ? null : (
              <Route path="/">
                <Redirect to={first.path} replace />
              </Route>
            )}
            <Route>
              <NotFound home={first?.path ?? '/'} />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Frame>
  )
}

function NotFound({ home }: { readonly home: string }): ReactElement {
  const { t } = useTranslation('frame')
  const [, navigate] = useLocation()
  return (
    <Page title={t('notFound.title')}>
      <Empty title={t('notFound.title')} what={t('notFound.what')} action={{ label: t('notFound.action'), onPress: () => navigate(home) }} />
    </Page>
  )
}
