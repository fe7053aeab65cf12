import Typography from '@mui/material/Typography'
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Section } from '../../ui/Section.tsx'
import { DataTable, type DataColumn, type DataFilter } from '../../ui/table/DataTable.tsx'
import { useReportWords } from '../report/report-words.ts'
import type { Openers } from './key-words.ts'
import type {} from './texts.ts'

type Copy = Openers['copies'][number]

/** What old copies still open: where each lies, under which key it is and whose passphrases and which sheet open it. */
export function OpenersList({ copies }: { readonly copies: readonly Copy[] }): ReactElement {
  const { t, i18n } = useTranslation('key')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const remove = useCommand('backups.removeEarlier')
  const [asked, setAsked] = useState(false)
  const columns = useMemo((): readonly DataColumn<Copy>[] => {
    const whereIs = ({ place, id, name }: Copy): string => (id === null ? t('list.aside', { name }) : place.kind === 'ring' ? t('list.onThisPc') : place.label)
    const opens = ({ key, openers, sheet }: Copy): string => {
      if (key === 'unreadable') return t('list.nobody')
      const people = openers.map(({ name, access, passphrase }) => {
        const shown = name ?? t('nameless')
        return access ? (passphrase === 'present' ? shown : t('list.oldPassphrase', { name: shown })) : t('list.left', { name: shown })
      })
      return new Intl.ListFormat(i18n.language, { type: 'unit', style: 'long' }).format([...people, ...(sheet === 'none' ? [] : [t(`list.sheet.${sheet}`)])])
    }
    return [
      { id: 'at', label: t('list.at'), value: (row) => row.at ?? 0, cell: (row) => (row.at === null ? t('list.unknown') : displayText(row.at, zone, language)), width: '13rem' },
      { id: 'where', label: t('list.where'), value: whereIs, width: '12rem' },
      { id: 'key', label: t('list.key'), value: (row) => t(`list.keys.${row.key}`), width: '8rem' },
      { id: 'opens', label: t('list.opens'), value: opens },
    ]
    // The words change with the language, which `t` stands for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, zone, language])
  const filters = useMemo(
    (): readonly DataFilter<Copy>[] => [
      { id: 'earlier', label: t('list.filter.earlier'), group: 'key', matches: ({ key }) => key === 'earlier' },
      { id: 'left', label: t('list.filter.left'), group: 'who', matches: ({ openers }) => openers.some(({ access }) => !access) },
    ],
    [t],
  )
  const removable = copies.flatMap(({ id, key, place }) => (id !== null && key === 'earlier' && place.kind === 'ring' ? [id] : []))
  const hasFresh = copies.some(({ key, place, id }) => id !== null && key === 'present' && place.kind === 'ring')
  const elsewhere = copies.filter(({ key, place, id }) => id !== null && key === 'earlier' && place.kind !== 'ring').length
  return (
    <Section
      title={t('list.title')}
      actions={
        removable.length === 0
          ? undefined
          : <ActionButton action={{ label: t('list.remove', { count: removable.length }), onPress: () => setAsked(true), blockedBecause: hasFresh ? undefined : t('list.noFresh') }} />
      }
    >
      <Typography sx={{ marginBottom: 1 }}>{t('list.lead')}</Typography>
      <DataTable
        label={t('list.table')}
        columns={columns}
        rows={copies}
        rowId={(row) => row.id ?? row.name}
        initialSort={{ column: 'at', descending: true }}
        searchable={copies.length > 12}
        filters={copies.length > 6 ? filters : []}
        maxHeight="30rem"
        empty={<Empty title={t('list.empty')} what={t('list.emptyWhat')} />}
      />
      <Typography sx={{ marginTop: 1 }}>{elsewhere === 0 ? t('list.others') : t('list.destroy', { count: elsewhere })}</Typography>
      {asked ? (
        <ConfirmDialog
          open
          destructive
          title={t('list.remove', { count: removable.length })}
          consequences={[t('list.removeWhat', { count: removable.length }), t('list.removeKeeps'), t('list.removeElse')]}
          confirm={{
            label: t('list.removeConfirm'),
            busy: remove.busy,
            onPress: () => void remove.run({ ids: removable }).then((outcome) => (outcome.ok ? setAsked(false) : undefined)),
          }}
          onCancel={() => {
            remove.clear()
            setAsked(false)
          }}
          error={remove.error}
        />
      ) : null}
    </Section>
  )
}
