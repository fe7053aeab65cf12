import { useTranslation } from 'react-i18next'
import { useReportWords } from './report-words.ts'
import type { ReportStep } from './steps.ts'

/** The title of a step: its block, and which part of it. */
export function useStepTitle(): (step: ReportStep) => string {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  return (step) => {
    if (step.block === 'law') return t('law.title')
    const block = words.blocks[step.block]
    return step.parts === 1 ? block : t('part', { block, part: step.part, parts: step.parts })
  }
}
