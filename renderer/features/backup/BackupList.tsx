import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { DataTable, type DataColumn } from '../../ui/table/DataTable.tsx'
import { useReportWords } from '../report/report-words.ts'
import { sizeText } from '../transfer/size-text.ts'

/** One backup that can be reached now. */
type Backup = ReplyTo<'backups.list'>['backups'][number]

/** All backups that can be reached; those that a person asked for can be removed, the others go by themselves. */
export function BackupList({ backups }: { readonly backups: readonly Backup[] }): ReactElement {
  const { t } = useTranslation('backup')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const remove = useCommand('backups.remove')
  const [removing, setRemoving] = useState<Backup | null>(null)
  const columns = useMemo((): readonly DataColumn<Backup>[] => {
    const whereIs = (backup: Backup): string => (backup.place.kind === 'ring' ? t('list.onThisPc') : backup.place.label)
    return [
      { id: 'at', label: t('list.at'), value: (row) => row.at, cell: (row) => displayText(row.at, zone, language), width: '14rem' },
      { id: 'place', label: t('list.place'), value: whereIs },
      { id: 'why', label: t('list.why'), value: (row) => (row.ownLine ? t(`why.${row.why}`) : `${t(`why.${row.why}`)}, ${t('list.earlierLine')}`), width: '8rem' },
      { id: 'size', label: t('list.size'), value: (row) => row.size, cell: (row) => sizeText(row.size, language), numeric: true, width: '5rem' },
      {
        id: 'kept',
        label: t('list.kept'),
        value: (row) => (row.why === 'asked' ? t('list.remove') : t('list.keptRing')),
        cell: (row) => (row.why === 'asked' ? <ActionButton action={{ label: t('list.remove'), onPress: () => setRemoving(row) }} /> : t('list.keptRing')),
        width: '8rem',
      },
    ]
  }, [t, zone, language])
  return (
    <>
      <DataTable
        label={t('list.table')}
        columns={columns}
        rows={backups}
        rowId={(row) => row.id}
        initialSort={{ column: 'at', descending: true }}
        searchable={backups.length > 12}
        maxHeight="30rem"
        empty={<Empty title={t('list.empty')} what={t('list.emptyWhat')} />}
      />
      {removing === null ? null : (
        <ConfirmDialog
          open
          destructive
          title={t('list.removeTitle')}
          consequences={[
            t('list.removeWhat', { at: displayText(removing.at, zone, language), place: removing.place.kind === 'ring' ? t('list.onThisPc') : removing.place.label }),
            t('list.removeElse'),
          ]}
          confirm={{
            label: t('list.removeConfirm'),
            busy: remove.busy,
            onPress: () => void remove.run({ id: removing.id }).then((outcome) => (outcome.ok ? setRemoving(null) : undefined)),
          }}
          onCancel={() => {
            remove.clear()
            setRemoving(null)
          }}
          error={remove.error}
        />
      )}
    </>
  )
}
