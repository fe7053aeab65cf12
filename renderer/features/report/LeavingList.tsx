import Box from '@mui/material/Box'
import MuiLink from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Recipient } from '../../../shared/entity/entity.ts'
import type { Leaving, SectionId } from '../../../shared/report/disclosure.ts'
import { isFieldId } from '../../../shared/report/field.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { Section } from '../../ui/Section.tsx'
import { reportPaths } from './paths.ts'
import { useReportWords } from './report-words.ts'
import { stepOfField, stepsOf } from './steps.ts'

/** Everything that leaves with the report, read off the very data that is released. Persons and ways to reach them come first. */
export function LeavingList({ leaving, incident, stage, recipient }: { readonly leaving: readonly Leaving[]; readonly incident: string; readonly stage: Stage; readonly recipient: Recipient }): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const steps = stepsOf(stage)
  const sorted = [...leaving].sort((a, b) => Number(b.personal) - Number(a.personal))
  return (
    <Section title={t('leaving.title')}>
      <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('leaving.lead', { count: leaving.length, recipient: words.recipientKinds[recipient.kind] })}</Typography>
      <Box component="ul" sx={{ margin: 0, marginTop: 1, paddingLeft: 3 }}>
        {sorted.map((part) => {
          const step = part.part === 'field' ? stepOfField(steps, part.id) : null
          const label = part.part === 'section' ? words.sections[part.id as SectionId] : isFieldId(part.id) ? words.fields[part.id].label : part.id
          return (
            <Box component="li" key={`${part.part} ${part.id}`} sx={{ paddingBlock: 0.5 }}>
              {step === null ? (
                label
              ) : (
                <Link href={reportPaths.form(incident, stage, step.id, part.id)} asChild>
                  <MuiLink>{label}</MuiLink>
                </Link>
              )}
              {part.personal ? (
                <Box component="span" sx={{ fontWeight: 700, marginLeft: 1 }}>
                  {t('leaving.personal')}
                </Box>
              ) : null}
              {part.named.length === 0 ? null : (
                <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, overflowWrap: 'anywhere' })}>
                  {part.named.join(', ')}
                  {part.count > part.named.length ? ` ${t('leaving.more', { count: part.count - part.named.length })}` : ''}
                </Typography>
              )}
            </Box>
          )
        })}
      </Box>
    </Section>
  )
}
