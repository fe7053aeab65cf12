import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { StateTimeDialog } from '../clock/index.ts'

/** Asked once after the first start: whether the clock of this PC is right. */
export function ClockNeverCompared({ zone }: { readonly zone: string }): ReactElement {
  const { t } = useTranslation('overview')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Notice title={t('clock.never')} actions={[{ label: t('clock.compare'), onPress: () => setAsking(true) }]}>
        {t('clock.neverWhy')}
      </Notice>
      {asking ? <StateTimeDialog zone={zone} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
