import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { matchesSearch } from '../../../ui/table/search.ts'

/** One record of a register that can be taken into a list. */
export interface RegisterChoice {
  readonly id: string
  readonly name: string
  /** A second line that tells records of the same name apart. */
  readonly detail: string
}

/** Finds a record by name and hands it over at once; nothing stays in the field. */
export function FromRegister({ label, choices, onTake }: { readonly label: string; readonly choices: readonly RegisterChoice[]; onTake(id: string): void }): ReactElement | null {
  const { t } = useTranslation('report-form')
  const { t: tUi } = useTranslation('ui')
  const [typed, setTyped] = useState('')
  if (choices.length === 0) return null
  return (
    <Autocomplete
      options={[...choices]}
      value={null}
      inputValue={typed}
      onInputChange={(_event, text, reason) => setTyped(reason === 'input' ? text : '')}
      onChange={(_event, choice) => {
        setTyped('')
        if (choice !== null) onTake(choice.id)
      }}
      getOptionLabel={(choice) => choice.name}
      getOptionKey={(choice) => choice.id}
      filterOptions={(all, { inputValue }) => all.filter((choice) => matchesSearch(inputValue, [choice.name, choice.detail])).slice(0, 50)}
      renderOption={({ key, ...props }, choice) => (
        <li key={key} {...props}>
          {choice.detail === '' ? choice.name : `${choice.name}, ${choice.detail}`}
        </li>
      )}
      autoHighlight
      disablePortal
      blurOnSelect={false}
      openText={tUi('list.open')}
      closeText={tUi('list.close')}
      clearText={tUi('list.clear')}
      noOptionsText={t('list.nothing')}
      renderInput={(params) => (
        <TextField {...params} placeholder={label} slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-label': label } }} />
      )}
    />
  )
}
