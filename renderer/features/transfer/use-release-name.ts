import { useTranslation } from 'react-i18next'
import type { Release } from '../../../shared/report/release.ts'
import { isStage } from '../../../shared/report/stage.ts'
import { useReportWords } from '../report/report-words.ts'

/** What a released file is called: its stage, attached files, or an extract of the record of events. */
export function useReleaseName(): (release: Pick<Release, 'stage'>) => string {
  const { t } = useTranslation('transfer')
  const { words } = useReportWords()
  return ({ stage }) => (isStage(stage) ? words.stages[stage] : t(stage === 'audit' ? 'extract' : 'evidence'))
}
