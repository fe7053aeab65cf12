import { Suspense } from 'react'
import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { AuditScreen } from '../audit/index.ts'
import { BackupPage } from '../backup/index.ts'
import { HealthPage } from '../health/index.ts'
import { KeyPage } from '../key/index.ts'
import { CeremonyPage, KeyExchangePages, KeysPage } from '../keys/index.ts'
import { LockPage, PeoplePage } from '../people/index.ts'
import { UpdatePage } from '../update/index.ts'
import { ApprovalsPage } from './ApprovalsPage.tsx'
import { ContactsPage } from './ContactsPage.tsx'
import { EntityPage } from './EntityPage.tsx'
import { KeyCardPage } from './KeyCardPage.tsx'
import { RecoverySheetPage } from './RecoverySheetPage.tsx'
import { SettingsList } from './SettingsList.tsx'
import { SitesPage } from './SitesPage.tsx'
import type {} from './texts.ts'
import { TimePage } from './TimePage.tsx'
import { TimeSourcesPage } from './TimeSourcesPage.tsx'
import { YouPage } from './YouPage.tsx'

/** Everything below `/settings`. */
export function SettingsScreen(): ReactElement {
  return (
    <Switch>
      <Route path="/settings/entity">
        <EntityPage />
      </Route>
      <Route path="/settings/sites/:open?">{({ open }) => <SitesPage open={open ?? null} />}</Route>
      <Route path="/settings/contacts/:open?">{({ open }) => <ContactsPage open={open ?? null} />}</Route>
      <Route path="/settings/you">
        <YouPage />
      </Route>
      <Route path="/settings/people/:open?">
        {({ open }) => (
          <Suspense fallback={null}>
            <PeoplePage open={open ?? null} />
          </Suspense>
        )}
      </Route>
      <Route path="/settings/lock">
        <Suspense fallback={null}>
          <LockPage />
        </Suspense>
      </Route>
      <Route path="/settings/approvals">
        <ApprovalsPage />
      </Route>
      <Route path="/settings/key-card">
        <KeyCardPage />
      </Route>
      <Route path="/settings/key-ceremony">
        <Suspense fallback={null}>
          <CeremonyPage />
        </Suspense>
      </Route>
      <Route path="/settings/keys/:open?">
        {({ open }) => (
          <Suspense fallback={null}>
            <KeysPage open={open ?? null} />
          </Suspense>
        )}
      </Route>
      {['ask/*?', 'request', 'answer', 'out/:id'].map((page) => (
        <Route key={page} path={`/settings/key-${page}`}>
          <Suspense fallback={null}>
            <KeyExchangePages />
          </Suspense>
        </Route>
      ))}
      <Route path="/settings/recovery-sheet">
        <RecoverySheetPage />
      </Route>
      <Route path="/settings/key">
        <Suspense fallback={null}>
          <KeyPage />
        </Suspense>
      </Route>
      <Route path="/settings/time">
        <TimePage />
      </Route>
      <Route path="/settings/time-sources/:open?">{({ open }) => <TimeSourcesPage open={open ?? null} />}</Route>
      <Route path="/settings/backup">
        <Suspense fallback={null}>
          <BackupPage />
        </Suspense>
      </Route>
      <Route path="/settings/update">
        <Suspense fallback={null}>
          <UpdatePage />
        </Suspense>
      </Route>
      <Route path="/settings/health">
        <Suspense fallback={null}>
          <HealthPage />
        </Suspense>
      </Route>
      <Route path="/settings/record/*?">
        <Suspense fallback={null}>
          <AuditScreen />
        </Suspense>
      </Route>
      <Route>
        <SettingsList />
      </Route>
    </Switch>
  )
}
