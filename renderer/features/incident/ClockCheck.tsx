import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../../shared/incident/incident.ts'
import { useQuery } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { StateTimeDialog, TimeDoubtNotice } from '../clock/index.ts'

/** Once an incident, and whenever the time is in doubt: the clock of the PC is compared with a watch or phone. Nothing waits for it. */
export function ClockCheck({ incident }: { readonly incident: Incident }): ReactElement | null {
  const { t } = useTranslation('incident')
  const [asking, setAsking] = useState(false)
  const { value: bar } = useQuery('deadlines.bar', {})
  if (bar?.time.state === 'suspect') return <TimeDoubtNotice zone={incident.zone} />
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
      {asking ? <StateTimeDialog zone={incident.zone} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
