import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimeSource } from '../../../../shared/clock/time-source.ts'
import type {} from '../incident-words.ts'

/** Which clock the time in front of a line was read off; nearly always a right one. */
export function TimeSourceChoice({ value, timeSources, onChange }: { readonly value: string | null; readonly timeSources: readonly TimeSource[]; onChange(value: string | null): void }): ReactElement {
  const { t } = useTranslation('incident')
  const label = useId()
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, marginTop: 0.5 }}>
      <Typography id={label} component="span" variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
        {t('entry.timeSource')}
      </Typography>
      <TextField
        select
        value={timeSources.some(({ id }) => id === value) ? (value ?? '') : ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        sx={{ width: '16rem', maxWidth: '100%' }}
        slotProps={{
          select: {
            displayEmpty: true,
            SelectDisplayProps: { 'aria-labelledby': label },
            renderValue: (shown) => timeSources.find(({ id }) => id === shown)?.name ?? t('entry.ownClock'),
            MenuProps: { slotProps: { list: { 'aria-labelledby': label } } },
          },
        }}
      >
        <MenuItem value="">{t('entry.ownClock')}</MenuItem>
        {timeSources.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  )
}
