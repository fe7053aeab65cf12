import MuiLink from '@mui/material/Link'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isFieldId } from '../../../shared/report/field.ts'
import type { ReviewItem } from '../../../shared/report/review-item.ts'
import type { ReviewedFact } from '../../../shared/report/review-warnings.ts'
import type { Review } from '../../../shared/report/review.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import type { ReportTexts } from '../../../shared/report/texts/report-texts.ts'
import { Section } from '../../ui/Section.tsx'
import { SeverityShape, type Severity } from '../../ui/SeverityMark.tsx'
import { reportPaths } from './paths.ts'
import { useReportWords } from './report-words.ts'
import { stepOfField, stepsOf } from './steps.ts'

/** What a reviewer should see beside the sheet; each point leads to its field. */
export function ReviewPoints({ review, incident, stage }: { readonly review: Review; readonly incident: string; readonly stage: Stage }): ReactElement {
  const { t } = useTranslation('report-form')
  const groups = [
    { id: 'missingByLaw', title: t('points.missingByLaw'), severity: 'critical', items: review.missingByLaw },
    { id: 'warnings', title: t('points.warnings'), severity: 'medium', items: review.warnings },
    { id: 'askedByForm', title: t('points.askedByForm'), severity: null, items: review.askedByForm },
    { id: 'open', title: t('points.open'), severity: null, items: review.open },
    { id: 'notKnown', title: t('points.notKnown'), severity: null, items: review.notKnown },
  ] as const
  return (
    <Section title={t('points.title')}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
        {groups.map((group) => (
          <Points key={group.id} title={group.title} severity={group.items.length === 0 ? null : group.severity} items={group.items} incident={incident} stage={stage} />
        ))}
      </Box>
    </Section>
  )
}

/** Lists longer than this are closed until somebody opens them. */
const openUpTo = 4

function Points({
  title,
  severity,
  items,
  incident,
  stage,
}: {
  readonly title: string
  readonly severity: Severity | null
  readonly items: readonly ReviewItem[]
  readonly incident: string
  readonly stage: Stage
}): ReactElement {
  const { t } = useTranslation('report-form')
  const heading = (
    <>
      {severity === null ? null : <SeverityShape severity={severity} />}
      <Box component="span" sx={{ fontWeight: 700 }}>
        {title}
      </Box>
      <Box component="span" sx={(theme) => ({ color: theme.colours.quietText })}>
        {items.length === 0 ? t('points.none') : items.length}
      </Box>
    </>
  )
  const line = { display: 'flex', alignItems: 'center', gap: 1, minHeight: 36 } as const
  if (items.length === 0) return <Box sx={line}>{heading}</Box>
  return (
    <Box component="details" open={severity !== null || items.length <= openUpTo}>
      <Box component="summary" sx={{ cursor: 'pointer', '& > span': { ...line, display: 'inline-flex' } }}>
        <span>{heading}</span>
      </Box>
      <Box component="ul" sx={{ margin: 0, paddingLeft: 3 }}>
        {items.map((item) => (
          <Box component="li" key={`${item.field} ${item.code}`} sx={{ paddingBlock: 0.5 }}>
            <Point item={item} incident={incident} stage={stage} />
          </Box>
        ))}
      </Box>
    </Box>
  )
}

function Point({ item, incident, stage }: { readonly item: ReviewItem; readonly incident: string; readonly stage: Stage }): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const sentence = sentenceOf(item, words)
  const isField = isFieldId(item.field)
  const step = isField ? stepOfField(stepsOf(stage), item.field) : null
  const target = step !== null ? reportPaths.form(incident, stage, step.id, item.field) : factTarget(item.field, incident)
  const label = isFieldId(item.field) ? words.fields[item.field].label : factLabel(item.field, t)
  return (
    <>
      {target === null ? (
        <Box component="span" sx={{ fontWeight: 700 }}>
          {label}
        </Box>
      ) : (
        <Link href={target} asChild>
          <MuiLink sx={{ display: 'inline-block', paddingBlock: 0.75 }}>{label}</MuiLink>
        </Link>
      )}
      <Typography component="span" variant="body2" sx={(theme) => ({ color: theme.colours.quietText, marginLeft: 1 })}>
        {item.article ?? sentence}
      </Typography>
    </>
  )
}

/** "Not answered" under "Not answered" says nothing; only what adds something is said. */
function sentenceOf(item: ReviewItem, words: ReportTexts): string {
  if (['missing', 'asked', 'open', 'not-known'].includes(item.code)) return ''
  const sentences: Readonly<Record<string, string>> = words.review
  return sentences[item.code] ?? ''
}

function factTarget(fact: string, incident: string): string | null {
  if (fact.startsWith('statements.')) return reportPaths.incident(incident)
  if (fact === 'submissions') return reportPaths.reports(incident)
  if (fact.startsWith('entity.')) return reportPaths.settings('entity')
  if (fact === 'notifier') return reportPaths.settings('you')
  return null
}

const factKeys = {
  'entity.name': 'fact.entityName',
  'entity.country': 'fact.country',
  'entity.registrationNumber': 'fact.registrationNumber',
  'entity.sector': 'fact.sector',
  notifier: 'fact.notifier',
  'statements.aware': 'fact.aware',
  'statements.handled': 'fact.handled',
  submissions: 'fact.submissions',
} as const satisfies Record<ReviewedFact, string>

function factLabel(fact: string, t: ReturnType<typeof useTranslation<'report-form'>>['t']): string {
  return fact in factKeys ? t(factKeys[fact as keyof typeof factKeys]) : fact
}
