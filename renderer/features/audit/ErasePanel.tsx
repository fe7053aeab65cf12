import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErasableKind, Erasure } from '../../../shared/retention/erasure.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { TickInput } from '../../ui/form/TickInput.tsx'
import { Section } from '../../ui/Section.tsx'
import { SecondPersonFields, type SecondEntry } from '../approval/index.ts'
import { useReportWords } from '../report/report-words.ts'
import { longTime } from './long-time.ts'
import type {} from './texts.ts'
import { useAuditWords } from './use-audit-words.ts'
import { usePeople } from './use-people.ts'
import { useRecordZone } from './use-record-zone.ts'

/** Most things that are shown and erased at once. */
const limit = 500

/** Chooses what to erase of one kind, and erases it with a second person. */
export function ErasePanel({
  kind,
  early,
  alone,
  onClose,
  onErased,
}: {
  readonly kind: ErasableKind
  /** Everything that may be erased, not only what is due. */
  readonly early: boolean
  readonly alone: boolean
  onClose(): void
  onErased(erasure: Erasure): void
}): ReactElement {
  const { t } = useTranslation('audit')
  const { value, error, refresh } = useQuery('retention.items', { kind, early, limit })
  // What is due is chosen unless somebody takes it out; what is not due only where somebody puts it in.
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [asking, setAsking] = useState(false)
  const items = value?.items ?? []
  const selected = chosen ?? (early ? [] : items.map(({ record }) => record))
  const label = useItemLabel(kind)
  return (
    <Section title={t(early ? 'keeping.itemsEarly' : 'keeping.itemsDue', { kind: t(`keeping.kind.${kind}`) })} actions={<ActionButton action={{ label: t('keeping.back'), onPress: onClose }} />}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
        {value !== undefined && items.length === 0 ? <Typography>{t(early ? 'keeping.noneEarly' : 'keeping.noneDue')}</Typography> : null}
        {value === undefined || items.length === 0 ? null : (
          <>
            {value.count > items.length ? <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('keeping.limit', { shown: items.length, count: value.count })}</Typography> : null}
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              <ActionButton action={{ label: t('keeping.selectAll', { count: items.length }), onPress: () => setChosen(items.map(({ record }) => record)) }} />
              <ActionButton action={{ label: t('keeping.selectNone'), onPress: () => setChosen([]) }} />
            </Box>
            <Box sx={{ maxHeight: '24rem', overflow: 'auto' }}>
              <TickInput label={t('keeping.select')} value={selected} onChange={setChosen} choices={items.map((item) => ({ value: item.record, label: label(item) }))} />
            </Box>
            <Box>
              <ActionButton weight="primary" action={{ label: t('keeping.erase'), needs: 'store.manage', onPress: () => setAsking(true), ...(alone ? { blockedBecause: t('keeping.alone') } : selected.length === 0 ? { blockedBecause: t('keeping.selected', { count: 0 }) } : {}) }} />
            </Box>
          </>
        )}
      </Box>
      {asking ? <EraseDialog kind={kind} records={selected} onClose={() => setAsking(false)} onErased={onErased} /> : null}
    </Section>
  )
}

function useItemLabel(kind: ErasableKind): (item: ReplyTo<'retention.items'>['items'][number]) => string {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  const words = useAuditWords(noNames)
  const { nameOf } = usePeople()
  return (item) => {
    const since = longTime(item.since, zone, language)
    if (kind === 'person-name') return `${nameOf(item.record)}, ${item.name} (${since})`
    if (kind !== 'audit-body') return `${item.name} (${since})`
    const sentence = words.word(`did.${item.name}`, { who: '…', what: '…' }) ?? item.name
    return `${t('history.pane', { number: item.record })}, ${since}: ${sentence}`
  }
}

const noNames: { id: string; name: string }[] = []

function EraseDialog({
  kind,
  records,
  onClose,
  onErased,
}: {
  readonly kind: ErasableKind
  readonly records: readonly string[]
  onClose(): void
  onErased(erasure: Erasure): void
}): ReactElement {
  const { t } = useTranslation('audit')
  const erase = useCommand('retention.erase')
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<SecondEntry>({ person: null, passphrase: '' })
  const { value: seconds } = useQuery('audit.seconds', {})
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (reason.trim() === '' || second.person === null || second.passphrase === '') return setAsked(true)
    const outcome = await erase.run({ items: records.map((record) => ({ kind, record })), reason: reason.trim(), second: { person: second.person, passphrase: second.passphrase } })
    setSecond((entry) => ({ ...entry, passphrase: '' }))
    if (outcome.ok) onErased(outcome.value.erasure)
  }
  return (
    <ConfirmDialog
      open
      destructive
      title={t('keeping.eraseTitle', { kind: t(`keeping.kind.${kind}`) })}
      consequences={[t('keeping.eraseWhat', { count: records.length, kind: t(`keeping.kind.${kind}`) }), t('keeping.eraseGone'), t('keeping.eraseStays'), t('keeping.eraseBackups')]}
      confirm={{ label: t('keeping.eraseDo'), busy: erase.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={erase.error}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, marginTop: 2 }}>
        <TextInput label={t('keeping.eraseReason')} value={reason} onChange={setReason} lines={2} maxLength={600} error={asked && reason.trim() === '' ? t('keeping.eraseMissing') : undefined} />
        <SecondPersonFields entry={second} onChange={setSecond} seconds={seconds?.people ?? []} problem={asked ? t('keeping.eraseMissing') : undefined} />
      </Box>
    </ConfirmDialog>
  )
}
