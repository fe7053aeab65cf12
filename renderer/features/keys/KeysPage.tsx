import Box from '@mui/material/Box'
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { say } from '../../app/frame/frame-state.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Page } from '../../ui/Page.tsx'
import { Section } from '../../ui/Section.tsx'
import { shortTime } from '../../ui/short-time.ts'
import { DataTable, type DataColumn } from '../../ui/table/DataTable.tsx'
import { useRoomy } from '../editing/roomy.ts'
import { settingsPaths } from '../settings/paths.ts'
import { ExchangeState } from './ExchangeState.tsx'
import { KeyPane } from './KeyPane.tsx'
import { transferPaths } from '../transfer/paths.ts'
import { keysPaths } from './paths.ts'
import { PlantCertificateSection } from './PlantCertificateSection.tsx'
import { ReplaceEntityKeyDialog } from './ReplaceEntityKeyDialog.tsx'
import type { ShownKey } from './shown-key.ts'
import type {} from './texts.ts'

/** All keys of the entity: which is in use, which ended, which is not trusted any more; and what can be done about one. */
export function KeysPage({ open }: { readonly open: string | null }): ReactElement {
  const { t, i18n } = useTranslation(['keys', 'settings'])
  const [, navigate] = useLocation()
  const { zone } = useCoreClock()
  const { value, error, refresh } = useQuery('keys.list', {})
  const { value: status } = useQuery('store.status', {})
  const { value: exchange } = useQuery('keyExchange.state', {})
  const [replacing, setReplacing] = useState(false)
  const roomy = useRoomy()
  const squeezed = open !== null && !roomy
  const columns = useMemo((): readonly DataColumn<ShownKey>[] => {
    const all: readonly DataColumn<ShownKey>[] = [
      { id: 'of', label: t('keys:of'), value: (row) => row.name ?? t('keys:nameErased') },
      { id: 'state', label: t('keys:state.label'), value: (row) => t(`keys:state.${row.state}`), width: '10rem' },
      { id: 'kind', label: t('keys:kind.label'), value: (row) => t(`keys:kind.${row.kind}`), width: '9rem' },
      { id: 'from', label: t('keys:from'), value: (row) => row.from, cell: (row) => shortTime(row.from, zone, i18n.language), width: '11rem' },
      { id: 'fingerprint', label: t('keys:fingerprint'), value: (row) => row.fingerprint, cell: (row) => <code>{row.fingerprint}</code>, width: '40%' },
    ]
    return squeezed ? all.slice(0, 2) : roomy ? all : all.filter(({ id }) => id !== 'from')
  }, [t, i18n.language, zone, squeezed, roomy])
  const entity = value?.keys.find(({ kind, state }) => kind === 'entity' && state === 'in-use')
  const manages = status?.who.permissions.includes('keys.manage') === true
  const key = value?.keys.find(({ id }) => id === open)
  return (
    <Page
      title={t('settings:pages.keys.title')}
      purpose={t('settings:pages.keys.purpose')}
      width="full"
      primary={undefined}
      secondary={[
        { label: t('settings:toAll'), onPress: () => navigate(settingsPaths.all) },
        { label: t('settings:pages.key-card.title'), onPress: () => navigate(settingsPaths.page('key-card')) },
      ]}
      pane={key === undefined ? undefined : <KeyPane key={key.id} shown={key} zone={zone} onClose={() => navigate(keysPaths.all)} />}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('settings:again'), onPress: refresh }]} />}
        {value === undefined || entity === undefined ? null : (
          <>
            <Section
              title={t('keys:entity.title')}
              actions={
                <>
                  <ActionButton action={{ label: t('keys:ceremony.open'), onPress: () => navigate(keysPaths.ceremony) }} />
                  <ActionButton action={{ label: t('keys:entity.carryOpen'), onPress: () => navigate(transferPaths.ownKey) }} />
                  {manages && exchange?.keyHere === true ? <ActionButton action={{ label: t('keys:entity.replaceOpen'), onPress: () => setReplacing(true) }} /> : null}
                </>
              }
            >
              <KeyValue
                facts={[
                  { label: t('keys:fingerprint'), value: <code>{entity.fingerprint}</code> },
                  { label: t('keys:list.label'), value: t('keys:list.value', { number: value.number, time: displayText(value.issuedAt, zone, i18n.language) }) },
                ]}
              />
            </Section>
            {exchange === undefined ? null : <ExchangeState state={exchange} manages={manages} />}
            <DataTable label={t('keys:table')} columns={columns} rows={value.keys} rowId={(row) => row.id} onOpen={(row) => navigate(keysPaths.key(row.id))} selected={open} searchable={value.keys.length > 10} />
            <PlantCertificateSection zone={zone} manages={manages} />
          </>
        )}
        {replacing ? (
          <ReplaceEntityKeyDialog
            onClose={() => setReplacing(false)}
            onDone={() => {
              setReplacing(false)
              say(t('keys:entity.replaced'))
            }}
          />
        ) : null}
      </Box>
    </Page>
  )
}
