import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useQuery } from '../../api/hooks.ts'
import { Notice } from '../../ui/Notice.tsx'
import { settingsPaths } from '../settings/paths.ts'
import { anomalyText } from './clock-words.ts'
import { StateTimeDialog } from './StateTimeDialog.tsx'

/** Says that the time is in doubt, why, and what to do; nothing while it is not. */
export function TimeDoubtNotice({ zone }: { /** Zone to tell times in; the PC's own where none is given. */ readonly zone?: string }): ReactElement | null {
  const { t, i18n } = useTranslation('clock')
  const [, navigate] = useLocation()
  const [asking, setAsking] = useState(false)
  const { value: bar } = useQuery('deadlines.bar', {})
  if (bar === undefined || bar.time.state !== 'suspect') return null
  const own = zone ?? bar.zone
  const { time } = bar
  return (
    <>
      <Notice
        severity="high"
        title={t(time.open ? 'doubt.unknown' : 'doubt.range')}
        actions={[
          { label: t('doubt.state'), onPress: () => setAsking(true) },
          { label: t('doubt.more'), onPress: () => navigate(settingsPaths.page('time')) },
        ]}
      >
        {time.why === null ? t('did.stated-earlier') : anomalyText(t, time.why, own, i18n.language)}{' '}
        {time.open
          ? t('doubt.since', { time: displayText(bar.now, own, i18n.language) })
          : t('doubt.between', { lower: displayText(time.lower, own, i18n.language), upper: displayText(bar.now, own, i18n.language) })}{' '}
        {t('doubt.judged')}
      </Notice>
      {asking ? <StateTimeDialog zone={own} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
