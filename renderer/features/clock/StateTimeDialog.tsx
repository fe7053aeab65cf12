import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { InstantField } from '../../ui/form/InstantField.tsx'
import type {} from './texts.ts'

/** "What does your watch or phone say?" One person states the time. */
export function StateTimeDialog({ zone, onClose }: { readonly zone: string; onClose(): void }): ReactElement {
  const { t, i18n } = useTranslation('clock')
  const { clock } = useCoreClock()
  const state = useCommand('clock.stateTime')
  const [instant, setInstant] = useState<number | null>(null)
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (instant === null) return setAsked(true)
    const outcome = await state.run({ instant })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog
      title={t('state.title')}
      lead={t('state.lead', { time: displayText(clock.now(), zone, i18n.language) })}
      forward={{ label: t('state.do'), busy: state.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={state.error}
    >
      <InstantField
        label={t('state.field')}
        help={t('state.fieldHelp')}
        value={instant}
        onChange={setInstant}
        zone={zone}
        now={() => clock.now()}
        mayLieAhead
        typedOnly
        autoFocus
        error={asked && instant === null ? t('state.missing') : undefined}
      />
    </FormDialog>
  )
}
