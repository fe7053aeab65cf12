import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { useReportWords } from '../report/index.ts'
import { decisionProblems, needsReason, proposedAwareness, type Decision } from './decision.ts'
import { incidentPaths } from './paths.ts'
import { statedNow } from './statements/stated-now.ts'

const bases = ['disruption', 'loss', 'damage'] as const

/** Significant or not (NIS2 Art 23(3)): a person decides, and "yes" states since when the entity is aware. */
export function DecideDialog({ view, onClose }: { readonly view: IncidentView; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  const [, navigate] = useLocation()
  const { clock } = useCoreClock()
  const decide = useCommand('incidents.decide')
  const { incident } = view
  const aware = statedNow(view.statements, 'aware')
  const known = statedNow(view.statements, 'known')
  const again = incident.significance !== 'undecided'
  const [decision, setDecision] = useState<Decision>({ significance: null, awareAt: aware?.instant ?? proposedAwareness(view), basis: '', reason: '' })
  const [asked, setAsked] = useState(false)
  const problems = decisionProblems(decision, { known: known?.instant ?? null, isAwareStated: aware !== null, again })
  const asksReason = decision.significance === 'yes' && aware === null && needsReason(decision, known?.instant ?? null)
  const change = (part: Partial<Decision>): void => setDecision((before) => ({ ...before, ...part }))
  const submit = async (): Promise<void> => {
    if (decision.significance === null || Object.keys(problems).length > 0) return setAsked(true)
    const outcome = await decide.run({
      incident: incident.id,
      significance: decision.significance,
      awareAt: decision.significance === 'yes' && aware === null ? decision.awareAt : null,
      basis: decision.basis.trim(),
      reason: decision.reason.trim() === '' ? null : decision.reason.trim(),
    })
    if (!outcome.ok) return
    const written = view.releases.some((release) => release.stage === 'early-warning') || view.submissions.some((submission) => submission.stage === 'early-warning')
    if (decision.significance === 'yes' && !written) navigate(incidentPaths.form(incident.id, 'early-warning'), { replace: true })
    else onClose()
  }
  const say = (problem: keyof typeof problems): string | undefined => (asked && problems[problem] === true ? t(`decide.problem.${problem}`) : undefined)
  return (
    <FormDialog
      wide
      title={t('decide.title', { number: incident.number })}
      lead={t('decide.lead')}
      forward={{ label: decision.significance === 'no' ? t('decide.doNo') : t('decide.do'), busy: decide.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={decide.error}
    >
      <RadioInput
        label={t('decide.question')}
        ref={takeFocus}
        value={decision.significance}
        onChange={(significance) => change({ significance })}
        error={say('significance')}
        choices={[
          { value: 'yes', label: t('decide.yes'), explanation: t('decide.yesMeans') },
          { value: 'no', label: t('decide.no'), explanation: t('decide.noMeans') },
        ]}
      />
      {decision.significance !== 'yes' ? null : aware !== null ? (
        <Typography>{t('decide.awareStated', { time: displayText(aware.instant, aware.zone, language) })}</Typography>
      ) : (
        <InstantField
          label={t('decide.aware')}
          help={t('decide.awareHelp')}
          basis={{ kind: 'law', article: 'NIS2 Art 23(4)' }}
          value={decision.awareAt}
          onChange={(awareAt) => change({ awareAt })}
          zone={incident.zone}
          now={() => clock.now()}
          error={say('awareAt')}
        />
      )}
      {asksReason ? (
        <TextInput label={t('decide.reason')} help={t('decide.reasonHelp')} value={decision.reason} onChange={(reason) => change({ reason })} maxLength={600} error={say('reason')} />
      ) : null}
      {decision.significance === null ? null : (
        <Box>
          <TextInput label={t('decide.basis')} value={decision.basis} onChange={(basis) => change({ basis })} maxLength={1000} error={say('basis')} />
          {decision.significance === 'no' ? null : (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 1 }}>
              {bases.map((basis) => (
                <Chip
                  key={basis}
                  component="button"
                  type="button"
                  label={t(`decide.bases.${basis}`)}
                  onClick={() => change({ basis: added(decision.basis, t(`decide.bases.${basis}`)) })}
                  sx={(theme) => ({ minHeight: theme.sizes.target, height: 'auto', '& .MuiChip-label': { whiteSpace: 'normal', paddingBlock: '6px' } })}
                />
              ))}
            </Box>
          )}
        </Box>
      )}
      {again && !asksReason ? <TextInput label={t('decide.again')} value={decision.reason} onChange={(reason) => change({ reason })} maxLength={600} error={say('again')} /> : null}
    </FormDialog>
  )
}

/** The dialog's content is drawn after the dialog itself, so the field takes the focus when it appears. */
function takeFocus(input: HTMLElement | null): void {
  input?.focus()
}

function added(basis: string, sentence: string): string {
  if (basis.includes(sentence)) return basis
  return basis.trim() === '' ? sentence : `${basis.trim()} ${sentence}`
}
