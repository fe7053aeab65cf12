import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import type {} from './texts.ts'
import { useNewKeyForm } from './use-new-key-form.tsx'

/** A new key for the entity itself: every recipient has to take it over. */
export function ReplaceEntityKeyDialog({ onClose, onDone }: { onClose(): void; onDone(): void }): ReactElement {
  const { t } = useTranslation('keys')
  const replace = useCommand('keys.replaceEntity')
  const form = useNewKeyForm(t('entity.reasonHelp'))
  const send = async (): Promise<void> => {
    const entered = form.complete()
    if (entered === null) return
    if ((await replace.run(entered)).ok) onDone()
    else form.refused()
  }
  return (
    <ConfirmDialog
      open
      title={t('entity.replaceTitle')}
      consequences={[t('entity.new'), t('entity.old'), t('entity.recipients'), t('entity.carry'), t('entity.card')]}
      confirm={{ label: t('entity.replaceDo'), busy: replace.busy, onPress: () => void send() }}
      onCancel={onClose}
      error={replace.error}
    >
      {form.fields}
    </ConfirmDialog>
  )
}
