import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { ContactsPage } from './ContactsPage.tsx'
import { EntityPage } from './EntityPage.tsx'
import { KeyCardPage } from './KeyCardPage.tsx'
import { RecoverySheetPage } from './RecoverySheetPage.tsx'
import { SettingsList } from './SettingsList.tsx'
import { SitesPage } from './SitesPage.tsx'
import type {} from './texts.ts'
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
      <Route path="/settings/key-card">
        <KeyCardPage />
      </Route>
      <Route path="/settings/recovery-sheet">
        <RecoverySheetPage />
      </Route>
      <Route>
        <SettingsList />
      </Route>
    </Switch>
  )
}
