import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import type { Incident } from '../../../shared/incident/incident.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import { useReportWords } from '../report/index.ts'

/** Once an incident: the clock of the PC is compared with a watch or phone. Nothing waits for it. */
export function ClockCheck({ incident }: { readonly incident: Incident }): ReactElement | null {
  const { t } = useTranslation('incident')
  const [asking, setAsking] = useState(false)
  const { value: bar } = useQuery('deadlines.bar', {})
  if (bar === undefined || incident.closedAt !== null || (bar.stated !== null && bar.stated.at >= incident.recordedAt)) return null
  return (
    <>
      <Box
        component="section"
        aria-label={t('clock.title')}
        data-print="no"
        sx={(theme) => ({
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 2,
          paddingLeft: 1.5,
          backgroundColor: theme.colours.raised,
          border: `1px solid ${theme.colours.line}`,
          borderLeft: `4px solid ${theme.colours.action}`,
          borderRadius: `${theme.sizes.radius}px`,
        })}
      >
        <Typography sx={{ flex: '1 1 20rem', paddingBlock: 0.5 }}>
          <strong>{t('clock.title')}</strong>{' '}
          <Box component="span" sx={(theme) => ({ color: theme.colours.quietText })}>
            {t('clock.why')}
          </Box>
        </Typography>
        <ActionButton action={{ label: t('clock.compare'), onPress: () => setAsking(true) }} weight="plain" />
      </Box>
      {asking ? <ClockDialog zone={incident.zone} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function ClockDialog({ zone, onClose }: { readonly zone: string; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  const { clock } = useCoreClock()
  const state = useCommand('clock.stateTime')
  const [instant, setInstant] = useState<number | null>(null)
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (instant === null) return setAsked(true)
    const outcome = await state.run({ instant })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog
      title={t('clock.title')}
      lead={t('clock.lead', { time: displayText(clock.now(), zone, language) })}
      forward={{ label: t('clock.do'), busy: state.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={state.error}
    >
      <InstantField
        label={t('clock.field')}
        help={t('clock.fieldHelp')}
        value={instant}
        onChange={setInstant}
        zone={zone}
        now={() => clock.now()}
        mayLieAhead
        typedOnly
        autoFocus
        error={asked && instant === null ? t('halfTyped') : undefined}
      />
    </FormDialog>
  )
}
