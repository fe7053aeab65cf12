import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../../shared/incident/incident.ts'
import { useCommand } from '../../api/hooks.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'

/** A better title, once it is known what the incident is. Released reports keep the old one. */
export function RenameDialog({ incident, onClose }: { readonly incident: Incident; onClose(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const rename = useCommand('incidents.rename')
  const [title, setTitle] = useState(incident.title)
  const [asked, setAsked] = useState(false)
  const submit = async (): Promise<void> => {
    if (title.trim() === '') return setAsked(true)
    const outcome = await rename.run({ incident: incident.id, title: title.trim() })
    if (outcome.ok) onClose()
  }
  return (
    <FormDialog
      title={t('rename.title', { number: incident.number })}
      lead={t('rename.lead')}
      forward={{ label: t('rename.do'), busy: rename.busy, onPress: () => void submit() }}
      onCancel={onClose}
      error={rename.error}
    >
      <TextInput label={t('record.name')} value={title} onChange={setTitle} maxLength={200} autoFocus error={asked && title.trim() === '' ? t('rename.missing') : undefined} />
    </FormDialog>
  )
}
