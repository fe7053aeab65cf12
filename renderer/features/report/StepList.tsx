import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportContent } from '../../../shared/report/content.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { StepLadder, type LadderStep, type StepState } from '../../ui/StepLadder.tsx'
import { standingOf, type ReportStep, type StepStanding } from './steps.ts'
import { useStepTitle } from './step-title.ts'

/** All steps of a report with what is left in each, and the review at the end. */
export function StepList({
  steps,
  stage,
  content,
  current,
  direction,
  onOpen,
  onReview,
}: {
  readonly steps: readonly ReportStep[]
  readonly stage: Stage
  readonly content: ReportContent
  readonly current: string
  readonly direction: 'row' | 'column'
  onOpen(step: string): void
  onReview(): void
}): ReactElement {
  const { t } = useTranslation('report-form')
  const titleOf = useStepTitle()
  const standings = steps.map((step) => standingOf(step, stage, content))
  const place = useRef<HTMLDivElement>(null)
  const missing = standings.reduce((sum, standing) => sum + standing.openByLaw, 0)
  const rungs = steps.map((step, index): LadderStep => {
    const standing = standings[index] ?? { asked: 0, open: 0, openByLaw: 0, notKnown: 0 }
    return { id: step.id, label: titleOf(step), state: stateOf(standing), detail: <Left standing={standing} />, onOpen: () => onOpen(step.id) }
  })
  const review: LadderStep = {
    id: 'review',
    label: t('toReview'),
    state: missing === 0 ? 'open' : 'ahead',
    detail: missing === 0 ? t('left.nothingByLaw') : t('left.byLaw', { count: missing }),
    onOpen: onReview,
  }
  useEffect(() => {
    // A strip sees to that itself.
    if (direction === 'row') return
    place.current?.querySelector('[aria-current="step"]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [current, direction])
  return (
    <Box ref={place}>
      <StepLadder label={t('steps')} steps={[...rungs, review]} current={current} direction={direction} />
      <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, marginTop: 1, paddingInline: 1.5 })}>
        {t('stepOf', { number: steps.findIndex((step) => step.id === current) + 1, total: steps.length })}{' '}
        {missing === 0 ? t('left.nothingByLaw') : t('left.byLaw', { count: missing })}
      </Typography>
    </Box>
  )
}

function stateOf(standing: StepStanding): StepState {
  if (standing.openByLaw > 0) return 'attention'
  return standing.open === 0 ? 'done' : 'open'
}

function Left({ standing }: { readonly standing: StepStanding }): string {
  const { t } = useTranslation('report-form')
  const parts = [
    ...(standing.openByLaw > 0 ? [t('left.byLaw', { count: standing.openByLaw })] : []),
    ...(standing.open > standing.openByLaw ? [t('left.open', { count: standing.open - standing.openByLaw })] : []),
    ...(standing.notKnown > 0 ? [t('left.notKnown', { count: standing.notKnown })] : []),
  ]
  if (standing.asked === 0) return t('left.notAsked')
  return parts.length === 0 ? t('left.answered') : parts.join(', ')
}
