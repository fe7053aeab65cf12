import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { roles, type Grant, type Role } from '../../../shared/person/roles.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import type {} from './texts.ts'

const everywhere = 'all'

/** Roles of a person, each at one site or at all, one row each. What a role may do stands below it. */
export function GrantsInput({
  value,
  onChange,
  sites,
  error,
}: {
  readonly value: readonly Grant[]
  onChange(value: Grant[]): void
  readonly sites: readonly { readonly id: string; readonly name: string }[]
  readonly error?: string | undefined
}): ReactElement {
  const { t } = useTranslation('people')
  const id = useId()
  const put = (index: number, grant: Grant): void => onChange(value.map((old, at) => (at === index ? grant : old)))
  const next = roles.find((role) => !value.some((grant) => grant.role === role)) ?? 'viewer'
  return (
    <Box role="group" aria-labelledby={id} sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
      <Typography id={id} sx={{ fontWeight: 700 }}>
        {t('account.roles')}
      </Typography>
      {value.map((grant, index) => (
        // Rows have no identity of their own, and none keeps state.
        <Box key={index} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1.25fr) auto', gap: 1, alignItems: 'start' }}>
          <TextField
            select
            size="small"
            value={grant.role}
            onChange={(event) => put(index, { ...grant, role: event.target.value as Role })}
            slotProps={{ htmlInput: { 'aria-label': t('account.roleOf', { number: index + 1 }) }, select: { SelectDisplayProps: { 'aria-label': t('account.roleOf', { number: index + 1 }) } } }}
          >
            {roles.map((role) => (
              <MenuItem key={role} value={role}>
                {t(`role.${role}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            size="small"
            value={grant.site ?? everywhere}
            onChange={(event) => put(index, { ...grant, site: event.target.value === everywhere ? null : event.target.value })}
            slotProps={{ htmlInput: { 'aria-label': t('account.siteOf', { number: index + 1 }) }, select: { SelectDisplayProps: { 'aria-label': t('account.siteOf', { number: index + 1 }) } } }}
          >
            <MenuItem value={everywhere}>{t('account.allSites')}</MenuItem>
            {sites.map((site) => (
              <MenuItem key={site.id} value={site.id}>
                {site.name}
              </MenuItem>
            ))}
          </TextField>
          <IconButton aria-label={t('account.removeRole', { role: t(`role.${grant.role}`) })} onClick={() => onChange(value.filter((_old, at) => at !== index))}>
            <CloseIcon fontSize="small" />
          </IconButton>
          <Typography variant="body2" sx={(theme) => ({ gridColumn: '1 / -1', color: theme.colours.quietText })}>
            {t(`roleMay.${grant.role}`)}
          </Typography>
        </Box>
      ))}
      {error === undefined ? null : (
        <Typography role="alert" sx={(theme) => ({ color: theme.colours.critical })}>
          {error}
        </Typography>
      )}
      <Box>
        <ActionButton action={{ label: t('account.addRole'), onPress: () => onChange([...value, { role: next, site: null }]) }} />
      </Box>
    </Box>
  )
}
