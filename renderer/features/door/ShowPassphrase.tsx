import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

/** Lets a person read what is typed instead of typing it twice. */
export function ShowPassphrase({ shown, onChange }: { readonly shown: boolean; onChange(shown: boolean): void }): ReactElement {
  const { t } = useTranslation('door')
  return (
    <FormControlLabel
      sx={{ display: 'flex', marginTop: 0.5 }}
      control={<Checkbox checked={shown} onChange={(event) => onChange(event.target.checked)} />}
      label={t('create.show')}
    />
  )
}
