import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { dateText } from '../../../shared/clock/time-text.ts'
import { localTime } from '../../../shared/clock/local-time.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { LeftNotice } from '../key/LeftNotice.tsx'
import { useRoomy } from '../editing/roomy.ts'
import { settingsPaths } from '../settings/paths.ts'
import { SettingsFrame } from '../settings/SettingsFrame.tsx'
import { newAccount, type Account } from './account.ts'
import { AccountPane } from './AccountPane.tsx'
import { usePersonDialog } from './person-dialog.ts'
import { useGrantsText } from './role-words.ts'
import type {} from './texts.ts'

/** Who may open the record, with which roles, and until when. */
export function PeoplePage({ open }: { readonly open: string | null }): ReactElement {
  const { t } = useTranslation(['people', 'settings'])
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('accounts.list', {})
  const { value: sites } = useQuery('sites.list', {})
  const show = usePersonDialog((state) => state.show)
  const { clock, zone } = useCoreClock()
  const grantsText = useGrantsText()
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const [now] = useState(() => clock.now())
  const names = useMemo(() => new Map(sites?.sites.map((site) => [site.id, site.name])), [sites])
  const stateOf = useMemo(
    () =>
      ({ person, hasPassphrase, isGiven }: Account): string => {
        if (person.endedAt !== null) return t('people:state.ended', { date: dateText(localTime(person.endedAt, zone)) })
        if (person.validUntil !== null && person.validUntil < now) return t('people:state.past', { date: dateText(localTime(person.validUntil, zone)) })
        if (!hasPassphrase) return t('people:state.noPassphrase')
        if (isGiven) return t('people:state.given')
        if (person.validUntil !== null) return t('people:state.until', { date: dateText(localTime(person.validUntil, zone)) })
        return t('people:state.active')
      },
    [t, zone, now],
  )
  const columns = useMemo((): readonly DataColumn<Account>[] => {
    const all: readonly DataColumn<Account>[] = [
      { id: 'name', label: t('people:account.name'), value: ({ person }) => person.name ?? t('people:state.erased') },
      { id: 'state', label: t('people:account.state'), value: stateOf, width: '14rem' },
      { id: 'function', label: t('people:account.function'), value: ({ person }) => person.function, width: '12rem' },
      { id: 'roles', label: t('people:account.roles'), value: ({ person }) => grantsText(person.grants, names) },
    ]
    return squeezed ? all.slice(0, 2) : all
    // The words change with the language, which `t` stands for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, stateOf, names, squeezed])
  const filters = useMemo(
    (): readonly DataFilter<Account>[] => [
      { id: 'may', label: t('people:filter.may'), group: 'state', matches: ({ person }) => person.endedAt === null },
      { id: 'ended', label: t('people:filter.ended'), group: 'state', matches: ({ person }) => person.endedAt !== null },
    ],
    [t],
  )
  useCounts(value === undefined ? null : t('people:count', { count: value.accounts.length }))
  const account = value?.accounts.find(({ person }) => person.id === open) ?? null
  const pane =
    value !== undefined && sites !== undefined && (account !== null || open === newAccount) ? (
      <AccountPane key={open} account={account} sites={sites.sites} onClose={() => navigate(settingsPaths.page('people'))} onSaved={(id) => navigate(settingsPaths.person(id))} />
    ) : undefined
  return (
    <SettingsFrame page="people" width="full" primary={{ label: t('people:account.add'), needs: 'people.manage', onPress: () => navigate(settingsPaths.person(newAccount)) }} pane={pane}>
      {error === null ? null : (
        <ErrorNotice
          error={error}
          actions={[error.code === 'passphrase-needed' ? { label: t('people:menu.confirm'), onPress: () => show('confirm') } : { label: t('settings:again'), onPress: refresh }]}
        />
      )}
      <LeftNotice />
      {value === undefined ? null : (
        <DataTable
          label={t('settings:pages.people.title')}
          columns={columns}
          rows={value.accounts}
          rowId={(row) => row.person.id}
          onOpen={(row) => navigate(settingsPaths.person(row.person.id))}
          selected={open}
          initialSort={{ column: 'name' }}
          searchable={value.accounts.length > 10}
          filters={value.accounts.some(({ person }) => person.endedAt !== null) ? filters : []}
        />
      )}
    </SettingsFrame>
  )
}
