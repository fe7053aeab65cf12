import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQuery } from '../../api/hooks.ts'
import { ProgressNotice } from '../../ui/ProgressNotice.tsx'
import { sizeText } from '../transfer/size-text.ts'
import type {} from './texts.ts'

/** How often it is asked how far the restore is, in milliseconds. */
const lookEvery = 500

/** How far a restore is; it can be stopped until the files are put in place. Mount it while it runs. */
export function RestoreProgress(): ReactElement {
  const { t, i18n } = useTranslation('door')
  const { value } = useQuery('store.underway', {}, { every: lookEvery })
  const stop = useCommand('store.stopUnderway')
  const work = value?.work?.kind === 'restore' ? value.work : null
  const step = work?.step ?? 'copy'
  const { done = 0, total = 0 } = work ?? {}
  return (
    <>
      <Typography role="status">{t('restore.working')}</Typography>
      {/* Each step counts from the beginning, so each is a bar of its own. */}
      <ProgressNotice
        key={step}
        label={t(`restore.step.${step}`)}
        done={step === 'place' ? 0 : done}
        total={step === 'place' ? 0 : total}
        unit={(bytes) => sizeText(bytes, i18n.language)}
        onCancel={work?.stoppable === true ? () => void stop.run({}) : undefined}
      />
    </>
  )
}
