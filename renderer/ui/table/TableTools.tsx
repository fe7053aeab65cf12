import CloseIcon from '@mui/icons-material/Close'
import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Search, chips and tools above a table. */
export function TableTools({
  label,
  search,
  onSearch,
  filters,
  pressed,
  onPressed,
  tools,
}: {
  readonly label: string
  /** Null: no search field. */
  readonly search: string | null
  onSearch(search: string): void
  readonly filters: readonly { readonly id: string; readonly label: string }[]
  readonly pressed: readonly string[]
  onPressed(pressed: readonly string[]): void
  readonly tools: ReactNode
}): ReactElement | null {
  const { t } = useTranslation('ui')
  if (search === null && filters.length === 0 && tools === undefined) return null
  return (
    <Box data-print="no" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, marginBottom: 1 }}>
      {search === null ? null : (
        <TextField
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          placeholder={t('table.search')}
          sx={{ maxWidth: '20rem' }}
          slotProps={{
            htmlInput: { 'aria-label': t('table.searchIn', { list: label }), autoComplete: 'off', spellCheck: false },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon fontSize="small" />
                </InputAdornment>
              ),
              endAdornment:
                search === '' ? null : (
                  <IconButton aria-label={t('table.clearSearch')} onClick={() => onSearch('')} edge="end">
                    <CloseIcon fontSize="small" />
                  </IconButton>
                ),
            },
          }}
        />
      )}
      {filters.map((filter) => {
        const on = pressed.includes(filter.id)
        return (
          <Chip
            key={filter.id}
            component="button"
            label={filter.label}
            aria-pressed={on}
            color={on ? 'primary' : 'default'}
            onClick={() => onPressed(on ? pressed.filter((id) => id !== filter.id) : [...pressed, filter.id])}
            sx={(theme) => ({ minHeight: theme.sizes.target, paddingInline: 0.5 })}
          />
        )
      })}
      {tools === undefined ? null : <Box sx={{ marginLeft: 'auto', display: 'flex', gap: 1 }}>{tools}</Box>}
    </Box>
  )
}
