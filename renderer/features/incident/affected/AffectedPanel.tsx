import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { affectedKinds, type AffectedKind } from '../../../../shared/incident/incident.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { useCommand } from '../../../api/hooks.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { matchesSearch } from '../../../ui/table/search.ts'
import { useAffectable, type Affectable } from './use-affectable.ts'

/** What the incident hit: services, assets, network zones. Found by name; what is not in the registers yet can be added from here. */
export function AffectedPanel({ view }: { readonly view: IncidentView }): ReactElement {
  const { t } = useTranslation('incident')
  const { incident } = view
  const set = useCommand('affected.set')
  const { choices, create, error } = useAffectable(incident.site)
  const linked = new Set(view.affected.map((row) => row.record))
  const change = (kind: AffectedKind, record: string, affected: boolean): void => void set.run({ incident: incident.id, kind, record, affected })
  const take = async (choice: Affectable): Promise<void> => {
    const record = choice.id ?? (await create(choice.kind, choice.name))
    if (record !== null) change(choice.kind, record, true)
  }
  const isOpen = incident.closedAt === null
  return (
    <Section title={t('affected.title')}>
      {isOpen ? <AddAffected choices={choices.filter((choice) => choice.id === null || !linked.has(choice.id))} busy={set.busy} onTake={(choice) => void take(choice)} /> : null}
      {set.error === null ? null : <ErrorNotice error={set.error} />}
      {error === null ? null : <ErrorNotice error={error} />}
      {view.affected.length === 0 ? (
        <Typography sx={(theme) => ({ color: theme.colours.quietText, marginTop: 1 })}>{t('affected.empty')}</Typography>
      ) : (
        affectedKinds.map((kind) => {
          const rows = view.affected.filter((row) => row.kind === kind)
          if (rows.length === 0) return null
          return (
            <Box key={kind} sx={{ marginTop: 1.5 }}>
              <Typography variant="h3">{t(`affected.kinds.${kind}`, { count: rows.length })}</Typography>
              <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
                {rows.map((row) => (
                  <Box component="li" key={row.record} sx={(theme) => ({ display: 'flex', alignItems: 'center', minHeight: theme.sizes.target, borderBottom: `1px solid ${theme.colours.line}` })}>
                    <Box component="span" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                      {row.name}
                    </Box>
                    {isOpen ? (
                      <IconButton aria-label={t('affected.unlink', { name: row.name })} onClick={() => change(kind, row.record, false)}>
                        <DeleteIcon fontSize="small" />
                      </IconButton>
                    ) : null}
                  </Box>
                ))}
              </Box>
            </Box>
          )
        })
      )}
    </Section>
  )
}

function AddAffected({ choices, busy, onTake }: { readonly choices: readonly Affectable[]; readonly busy: boolean; onTake(choice: Affectable): void }): ReactElement {
  const { t } = useTranslation('incident')
  const [typed, setTyped] = useState('')
  return (
    <Autocomplete<Affectable, false, false, false>
      options={[...choices]}
      value={null}
      inputValue={typed}
      disabled={busy}
      onInputChange={(_event, text, reason) => setTyped(reason === 'input' ? text : '')}
      onChange={(_event, choice) => {
        setTyped('')
        if (choice !== null) onTake(choice)
      }}
      getOptionLabel={(choice) => choice.name}
      getOptionKey={(choice) => choice.id ?? `new ${choice.kind}`}
      // In place, so that the list stays inside the part of the page it belongs to.
      disablePortal
      filterOptions={(all, { inputValue }) => {
        const found = all.filter((choice) => matchesSearch(inputValue, [choice.name, choice.detail])).slice(0, 60)
        const name = inputValue.trim()
        // What has exactly this name is there already.
        if (name === '' || found.some((choice) => choice.name.toLowerCase() === name.toLowerCase())) return found
        return [...found, ...(['asset', 'service', 'network-zone'] as const).map((kind): Affectable => ({ id: null, kind, name, detail: '' }))]
      }}
      renderOption={({ key, ...props }, choice) => (
        <li key={key} {...props}>
          {choice.id === null ? t(`affected.create.${choice.kind}`, { name: choice.name }) : choice.detail === '' ? choice.name : `${choice.name}, ${choice.detail}`}
        </li>
      )}
      autoHighlight
      blurOnSelect={false}
      openText={t('affected.open')}
      closeText={t('affected.close')}
      clearText={t('affected.clear')}
      noOptionsText={t('affected.nothing')}
      renderInput={(params) => (
        <TextField {...params} placeholder={t('affected.add')} slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, 'aria-label': t('affected.add'), maxLength: 160 } }} />
      )}
    />
  )
}
