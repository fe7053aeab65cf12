import { useTranslation } from 'react-i18next'
import { spaceNotices } from '../../../shared/space/space-rule.ts'
import { useQuery, type QueryResult } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import type { StatusFact } from '../../app/frame/StatusFooter.tsx'
import { sizeText } from '../transfer/size-text.ts'
import type {} from './texts.ts'

const minute = 60_000

/** The room on the disk of the record and whether it is written; looked at again every minute, because others fill the disk. */
export function useSpace(): QueryResult<ReplyTo<'space.look'>> {
  return useQuery('space.look', {}, { every: minute })
}

/** The fact for the footer; `null` while there is plenty of room. */
export function useSpaceFact(): StatusFact | null {
  const { t, i18n } = useTranslation('space')
  const { value } = useSpace()
  if (value === undefined) return null
  const { freeBytes, level, writing } = value
  if (writing !== null) return { id: 'space', text: t('fact.blocked'), severity: 'critical' }
  const { footer, severity } = spaceNotices[level]
  if (footer === 'nobody' || severity === null) return null
  return { id: 'space', text: level === 'full' || freeBytes === null ? t('fact.full') : t('fact.free', { size: sizeText(freeBytes, i18n.language) }), severity }
}
