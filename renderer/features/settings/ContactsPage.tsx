import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Recipient } from '../../../shared/entity/entity.ts'
import { useQuery } from '../../api/hooks.ts'
import { useCounts } from '../../app/frame/frame-state.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { DataTable, type DataColumn } from '../../ui/table/DataTable.tsx'
import { useRoomy } from '../editing/roomy.ts'
import { useReportWords } from '../report/report-words.ts'
import { ContactPane } from './ContactPane.tsx'
import { settingsPaths } from './paths.ts'
import { SettingsFrame } from './SettingsFrame.tsx'

const newContact = 'new'

/** Whom reports go to, and how to reach them at night. */
export function ContactsPage({ open }: { readonly open: string | null }): ReactElement {
  const { t } = useTranslation('settings')
  const { words } = useReportWords()
  const [, navigate] = useLocation()
  const { value, error, refresh } = useQuery('recipients.list', {})
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const columns = useMemo((): readonly DataColumn<Recipient>[] => {
    const all: readonly DataColumn<Recipient>[] = [
      { id: 'name', label: t('contact.name'), value: (row) => row.name },
      { id: 'kind', label: t('contact.kind'), value: (row) => words.recipientKinds[row.kind], width: '8rem' },
      { id: 'phone', label: t('contact.phone'), value: (row) => row.phone, cell: (row) => (row.phone === '' ? t('notStated') : row.phone), width: '11rem' },
      { id: 'portal', label: t('contact.portal'), value: (row) => row.portal, width: '30%' },
    ]
    return squeezed ? all.slice(0, 2) : all
  }, [t, words, squeezed])
  useCounts(value === undefined ? null : t('contact.count', { count: value.recipients.length }))
  const add: Action = { label: t('contact.add'), needs: 'report.write', onPress: () => navigate(settingsPaths.contact(newContact)) }
  const contact = value?.recipients.find(({ id }) => id === open) ?? null
  const pane =
    value !== undefined && (contact !== null || open === newContact) ? (
      <ContactPane
        key={open}
        contact={contact}
        taken={value.recipients.filter(({ id }) => id !== contact?.id).map(({ label }) => label)}
        onClose={() => navigate(settingsPaths.page('contacts'))}
        onSaved={(id) => navigate(settingsPaths.contact(id))}
      />
    ) : undefined
  return (
    <SettingsFrame page="contacts" width="full" primary={value === undefined || value.recipients.length === 0 ? undefined : add} pane={pane}>
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      {value === undefined ? null : (
        <DataTable
          label={t('pages.contacts.title')}
          columns={columns}
          rows={value.recipients}
          rowId={(row) => row.id}
          onOpen={(row) => navigate(settingsPaths.contact(row.id))}
          selected={open}
          initialSort={{ column: 'name' }}
          searchable={value.recipients.length > 10}
          empty={<Empty title={t('contact.emptyTitle')} what={t('contact.emptyWhat')} action={add} />}
        />
      )}
    </SettingsFrame>
  )
}
