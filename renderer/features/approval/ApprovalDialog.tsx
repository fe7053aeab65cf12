import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApprovalItem } from '../../../shared/approval/standing.ts'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { useAuthorName } from '../incident/incident-words.ts'
import { useReportWords } from '../report/report-words.ts'
import { useApprovalWords } from './approval-words.ts'
import { SecondPersonFields, type SecondEntry } from './SecondPersonFields.tsx'

/** A second person agrees or objects: as oneself with the passphrase, or somebody else at this screen. Always signed, never by PIN. */
export function ApprovalDialog({ incident, item, zone, onClose }: { readonly incident: string; readonly item: ApprovalItem; readonly zone: string; onClose(): void }): ReactElement {
  const { t } = useTranslation('approval')
  const { language } = useReportWords()
  const { what } = useApprovalWords()
  const nameOf = useAuthorName()
  const { value: status } = useQuery('store.status', {})
  const give = useCommand('approvals.give')
  const beside = useCommand('approvals.beside')
  const [decision, setDecision] = useState<'agreed' | 'objected' | null>(null)
  const [words, setWords] = useState('')
  const [second, setSecond] = useState<SecondEntry>({ person: null, passphrase: '' })
  const [asked, setAsked] = useState(false)
  const own = status?.who.person ?? null
  const asOneself = own !== null && item.possible.includes(own)
  const byPin = asOneself && status?.who.by === 'pin'
  const isStatement = item.anchor !== null
  const missing = asked ? t('dialog.missing') : undefined
  const wordsMissing = decision === 'objected' && words.trim() === ''
  const submit = async (): Promise<void> => {
    const person = asOneself ? own : second.person
    if (decision === null || wordsMissing || person === null || second.passphrase === '') return setAsked(true)
    const word = { incident, action: item.action, subject: item.subject, digest: item.digest, decision, words: words.trim() }
    const { passphrase } = second
    const outcome = asOneself ? await give.run({ ...word, passphrase }) : await beside.run({ ...word, second: { person, passphrase } })
    setSecond((entry) => ({ ...entry, passphrase: '' }))
    setAsked(false)
    if (outcome.ok) onClose()
  }
  const lead = { what: what(item), who: nameOf(item.author), words: item.words, time: item.instant === null ? '' : displayText(item.instant, zone, language) }
  return (
    <FormDialog
      title={isStatement ? t('dialog.statement') : t('dialog.release', { what: what(item) })}
      lead={isStatement ? t(item.instant === null ? 'dialog.withdrawnLead' : 'dialog.statementLead', lead) : t('dialog.releaseLead')}
      forward={{ label: t('dialog.do'), busy: give.busy || beside.busy, onPress: () => void submit(), ...(byPin ? { blockedBecause: t('dialog.byPin') } : {}) }}
      onCancel={onClose}
      error={give.error ?? beside.error}
    >
      <RadioInput
        label={t('dialog.decision')}
        value={decision}
        onChange={setDecision}
        choices={[
          { value: 'agreed', label: t('dialog.agree'), explanation: t(isStatement ? 'dialog.agreeStatement' : 'dialog.agreeRelease') },
          { value: 'objected', label: t('dialog.object'), explanation: t(isStatement ? 'dialog.objectStatement' : 'dialog.objectRelease') },
        ]}
        error={decision === null ? missing : undefined}
      />
      <TextInput label={t('dialog.words')} help={t(decision === 'objected' ? 'dialog.wordsObjected' : 'dialog.wordsAgreed')} value={words} onChange={setWords} lines={2} maxLength={600} error={wordsMissing ? missing : undefined} />
      {asOneself ? (
        <TextInput kind="password" label={t('dialog.own')} help={t('dialog.ownHelp')} value={second.passphrase} onChange={(passphrase) => setSecond({ person: own, passphrase })} error={second.passphrase === '' ? missing : undefined} />
      ) : (
        <>
          <Typography>{t(own === item.author ? 'dialog.besideAuthor' : 'dialog.besideOther')}</Typography>
          <SecondPersonFields entry={second} onChange={setSecond} seconds={item.possible} problem={missing} />
        </>
      )}
    </FormDialog>
  )
}
