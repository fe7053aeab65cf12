import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../api/hooks.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import type { ShownKey } from './shown-key.ts'
import type {} from './texts.ts'
import { useNewKeyForm } from './use-new-key-form.tsx'

/** A new key for a site whose old one is still in the right hands. */
export function ReplaceSiteKeyDialog({ shown, onClose, onDone }: { readonly shown: ShownKey; onClose(): void; onDone(): void }): ReactElement {
  const { t } = useTranslation('keys')
  const replace = useCommand('keys.replaceSite')
  const form = useNewKeyForm(t('replace.reasonHelp'))
  const send = async (): Promise<void> => {
    const entered = form.complete()
    if (entered === null) return
    if ((await replace.run({ site: shown.owner, ...entered })).ok) onDone()
    else form.refused()
  }
  return (
    <ConfirmDialog
      open
      title={t('replace.title', { name: shown.name ?? '' })}
      consequences={[t('replace.new'), t('replace.old'), t('replace.card')]}
      confirm={{ label: t('replace.do'), busy: replace.busy, onPress: () => void send() }}
      onCancel={onClose}
      error={replace.error}
    >
      {form.fields}
    </ConfirmDialog>
  )
}
