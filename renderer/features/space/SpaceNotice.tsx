import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { spaceNotices, spaceRule } from '../../../shared/space/space-rule.ts'
import { useQuery } from '../../api/hooks.ts'
import { Notice } from '../../ui/Notice.tsx'
import { sizeText } from '../transfer/size-text.ts'
import { useSpace } from './space-words.ts'

/** Says that the disk is filling up or that nothing is saved, what still works and what to do; nothing while all is well. */
export function SpaceNotice(): ReactElement | null {
  const { t, i18n } = useTranslation(['space', 'errors'])
  const { value, refresh, loading } = useSpace()
  const { value: status } = useQuery('store.status', {})
  if (value === undefined) return null
  const { freeBytes, level, writing } = value
  const look = { label: t('space:look'), busy: loading, onPress: refresh }
  const size = (bytes: number): string => sizeText(bytes, i18n.language)
  if (writing !== null && writing !== 'store-full') {
    return (
      <Notice severity="critical" title={t('space:blocked.title')} actions={[look]}>
        <Typography>
          {t(`errors:${writing}.happened`)} {t(`errors:${writing}.kept`)}
        </Typography>
        <Typography>{t('space:blocked.again')}</Typography>
      </Notice>
    )
  }
  // A write that was refused for want of room counts as full, whatever is free by now.
  const shown = writing === 'store-full' ? 'full' : level
  const { overview, severity } = spaceNotices[shown]
  const isTold = overview === 'everyone' || (overview === 'manager' && status?.who.permissions.includes('store.manage') === true)
  if (!isTold || severity === null || (shown !== 'low' && shown !== 'short' && shown !== 'full')) return null
  return (
    <Notice severity={severity} title={t(`space:title.${shown}`)} actions={[look]}>
      <Typography>
        {freeBytes === null ? t('space:freeUnknown') : t('space:free', { size: size(freeBytes) })} {t(`space:what.${shown}`, { limit: size(spaceRule.refuseBelow.bytes) })}
      </Typography>
      <Typography>{t('space:who')}</Typography>
      {writing === null ? null : <Typography>{t('space:blocked.again')}</Typography>}
    </Notice>
  )
}
