import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import type {} from './texts.ts'

/** What runs and how it came here, what lies ready and what to do with it, and the way back. */
export function UpdateStanding({ state: { version, maker, updated, ready } }: { readonly state: ReplyTo<'updates.state'> }): ReactElement {
  const { t } = useTranslation('update')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  return (
    <>
      <Section title={t('state.title')}>
        <KeyValue
          termWidth="16rem"
          facts={[
            { label: t('state.version'), value: version },
            { label: t('state.maker'), value: maker ?? '' },
            ...(updated === null ? [] : [{ label: t('state.updated'), value: t('state.updatedAt', { from: updated.from, at: displayText(updated.at, zone, language) }) }]),
          ]}
        />
      </Section>
      {ready === null ? null : (
        <Section title={t('ready.title', { version: ready.version })}>
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Typography>{t('ready.what', { backup: ready.backup })}</Typography>
            <KeyValue
              termWidth="16rem"
              facts={[
                { label: t('ready.file'), value: ready.file },
                { label: t('ready.folder'), value: ready.folder },
                { label: t('ready.sha256'), value: ready.sha256 },
              ]}
            />
            <Steps title={t('ready.next')} steps={[t('ready.keep'), t('ready.close'), t('ready.check'), t('ready.install')]} />
          </Box>
        </Section>
      )}
      {updated === null ? null : (
        <Section title={t('updated.title', { from: updated.from })}>
          <Steps title={t('updated.backup', { name: updated.backup })} steps={[t('updated.program', { from: updated.from }), t('updated.same'), t('updated.newer')]} />
        </Section>
      )}
    </>
  )
}

function Steps({ title, steps }: { readonly title: string; readonly steps: readonly string[] }): ReactElement {
  return (
    <div>
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      <Box component="ol" sx={{ margin: 0, marginTop: 0.5, paddingLeft: 3, display: 'grid', gap: 0.5 }}>
        {steps.map((step) => (
          <li key={step}>
            <Typography>{step}</Typography>
          </li>
        ))}
      </Box>
    </div>
  )
}
