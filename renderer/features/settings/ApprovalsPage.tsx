import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { PolicyRule } from '../../../shared/approval/policy.ts'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Section } from '../../ui/Section.tsx'
import type {} from '../approval/approval-words.ts'
import { useAuthorName } from '../incident/incident-words.ts'
import { useReportWords } from '../report/report-words.ts'
import { SettingsFrame } from './SettingsFrame.tsx'

type Rule = ReplyTo<'approvals.policy'>['matters'][number]

/** How many people stand behind what, with the reason and the source of each rule. */
export function ApprovalsPage(): ReactElement {
  const { t } = useTranslation('settings')
  const { language } = useReportWords()
  const { value, error, refresh } = useQuery('approvals.policy', {})
  const { value: status } = useQuery('store.status', {})
  const [choosing, setChoosing] = useState<Rule | null>(null)
  const mayChoose = status?.who.permissions.includes('settings.write') === true
  return (
    <SettingsFrame page="approvals">
      {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
      {value === undefined ? null : (
        <>
          <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{value.note[language]}</Typography>
          {value.matters.map((rule) => (
            <Matter key={rule.matter} rule={rule} hours={value.reviewHours} {...(mayChoose ? { onChoose: () => setChoosing(rule) } : {})} />
          ))}
          <Leaving disclosing={value.disclosing} mayChoose={mayChoose} />
          {choosing === null ? null : <ChooseDialog rule={choosing} hours={value.reviewHours} onClose={() => setChoosing(null)} />}
        </>
      )}
    </SettingsFrame>
  )
}

function Matter({ rule, hours, onChoose }: { readonly rule: Rule; readonly hours: number; onChoose?(): void }): ReactElement {
  const { t } = useTranslation('approval')
  const { language } = useReportWords()
  const { value: status } = useQuery('clock.events', {})
  const nameOf = useAuthorName()
  const zone = status?.reading.zone ?? 'UTC'
  const { decision, allowed } = rule
  const canChoose = onChoose !== undefined && allowed.length > 1
  const standing =
    allowed.length === 1
      ? t('policy.fixed')
      : decision === null
        ? `(${t('policy.shipped')})`
        : `(${t('policy.decided', { time: displayText(decision.at, zone, language), who: nameOf(decision.actor), reason: decision.reason })})`
  return (
    <Section title={t(`policy.matter.${rule.matter}`)} {...(canChoose ? { actions: <ActionButton action={{ label: t('policy.change'), onPress: onChoose }} /> } : {})}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          <strong>{t(`policy.rules.${rule.rule}`, { hours })}</strong>
          {allowed.length === 1 ? '. ' : ' '}
          {standing}
        </Typography>
        <Typography>{rule.why[language]}</Typography>
        <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
          {t('policy.source', { text: rule.source[language] })}
        </Typography>
      </Box>
    </Section>
  )
}

function ChooseDialog({ rule: before, hours, onClose }: { readonly rule: Rule; readonly hours: number; onClose(): void }): ReactElement {
  const { t } = useTranslation('approval')
  const decide = useCommand('approvals.decide')
  const [rule, setRule] = useState<PolicyRule>(before.rule)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return setAsked(true)
    const outcome = await decide.run({ matter: before.matter, rule, reason: reason.trim() })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog title={t('policy.dialogTitle', { what: t(`policy.matter.${before.matter}`) })} forward={{ label: t('policy.do'), busy: decide.busy, onPress: () => void submit() }} onCancel={onClose} error={decide.error}>
      <RadioInput label={t('policy.rule')} value={rule} onChange={setRule} choices={before.allowed.map((value) => ({ value, label: t(`policy.rules.${value}`, { hours }) }))} />
      <TextInput label={t('policy.reason')} lines={2} maxLength={600} value={reason} onChange={setReason} error={asked && reason.trim() === '' ? t('policy.reasonMissing') : undefined} />
    </FormDialog>
  )
}

/** Whether a recipient sees the second signature: off until the site decides otherwise. */
function Leaving({ disclosing, mayChoose }: { readonly disclosing: ReplyTo<'approvals.policy'>['disclosing']; readonly mayChoose: boolean }): ReactElement {
  const { t } = useTranslation('approval')
  const { language } = useReportWords()
  const { value: clock } = useQuery('clock.events', {})
  const nameOf = useAuthorName()
  const [choosing, setChoosing] = useState(false)
  const zone = clock?.reading.zone ?? 'UTC'
  return (
    <Section title={t('disclosing.title')} {...(mayChoose ? { actions: <ActionButton action={{ label: t('disclosing.change'), onPress: () => setChoosing(true) }} /> } : {})}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          <strong>{t(disclosing?.leaves === true ? 'disclosing.leaves' : 'disclosing.stays')}</strong>
          {disclosing === null ? '' : ` (${t('policy.decided', { time: displayText(disclosing.at, zone, language), who: nameOf(disclosing.actor), reason: disclosing.reason })})`}
        </Typography>
        <Typography>{t('disclosing.what')}</Typography>
      </Box>
      {choosing ? <LeavingDialog before={disclosing?.leaves === true} onClose={() => setChoosing(false)} /> : null}
    </Section>
  )
}

function LeavingDialog({ before, onClose }: { readonly before: boolean; onClose(): void }): ReactElement {
  const { t } = useTranslation('approval')
  const disclose = useCommand('approvals.disclose')
  const [choice, setChoice] = useState<'stays' | 'leaves'>(before ? 'leaves' : 'stays')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') return setAsked(true)
    const outcome = await disclose.run({ leaves: choice === 'leaves', reason: reason.trim() })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog title={t('disclosing.dialogTitle')} lead={t('disclosing.what')} forward={{ label: t('disclosing.do'), busy: disclose.busy, onPress: () => void submit() }} onCancel={onClose} error={disclose.error}>
      <RadioInput label={t('disclosing.title')} value={choice} onChange={setChoice} choices={(['stays', 'leaves'] as const).map((value) => ({ value, label: t(`disclosing.${value}`) }))} />
      <TextInput label={t('policy.reason')} lines={2} maxLength={600} value={reason} onChange={setReason} error={asked && reason.trim() === '' ? t('policy.reasonMissing') : undefined} />
    </FormDialog>
  )
}
