import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditPage } from '../../../shared/audit/entry.ts'
import { shortTime } from '../../ui/short-time.ts'
import { useReportWords } from '../report/report-words.ts'
import type { SentenceWords } from './audit-sentence.ts'
import type {} from './texts.ts'
import { useRecordZone } from './use-record-zone.ts'

/** Words for telling entries, with the names that came with them. */
export function useAuditWords(names: AuditPage['names']): SentenceWords {
  const { i18n } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  return useMemo(() => {
    const known = new Map(names.map(({ id, name }) => [id, name]))
    const words = i18n.getFixedT(language, 'audit') as unknown as (path: string, values?: object) => string
    return {
      // Procedures, kinds and fields are names from the record; which of them have a text is known only here.
      word: (path, values) => (i18n.exists(path, { ns: 'audit', lng: language }) ? words(path, values) : null),
      nameOf: (id) => known.get(id) ?? null,
      instant: (at) => shortTime(at, zone, language),
    }
  }, [i18n, language, names, zone])
}
