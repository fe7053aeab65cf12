import AccountCircleOutlinedIcon from '@mui/icons-material/AccountCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import ListSubheader from '@mui/material/ListSubheader'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../ui/ActionButton.tsx'
import { languages } from '../i18n/i18n.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { densities, schemes } from '../theme/tokens.ts'

/** Who is here, and how this person likes the screens: light or dark, language, size of the targets. */
export function PersonMenu({ name, actions }: { readonly name: string; readonly actions: readonly Action[] }): ReactElement {
  const { t } = useTranslation('frame')
  const preferences = usePreferences((state) => state)
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const close = (): void => setOpen(false)
  return (
    <>
      <Button
        ref={anchor}
        variant="text"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={t('person.menuOf', { name })}
        onClick={() => setOpen(true)}
        startIcon={<AccountCircleOutlinedIcon />}
        sx={(theme) => ({ flex: 'none', maxWidth: '14rem', color: theme.colours.text, '& .MuiButton-startIcon': { marginRight: { xs: 0, sm: 1 } }, minWidth: theme.sizes.target, paddingInline: 1 })}
      >
        <Box component="span" sx={{ display: { xs: 'none', sm: 'block' }, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: 400 }}>
          {name}
        </Box>
      </Button>
      <Menu
        open={open}
        onClose={close}
        // Inside the header, so that it lies in a landmark.
        disablePortal
        anchorEl={() => anchor.current}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ list: { 'aria-label': t('person.menu'), dense: false } }}
      >
        {actions.map((action) => (
          <MenuItem
            key={action.label}
            onClick={() => {
              close()
              action.onPress()
            }}
          >
            {action.label}
          </MenuItem>
        ))}
        {actions.length === 0 ? null : <Divider />}
        <ListSubheader role="presentation">{t('person.theme')}</ListSubheader>
        {(['system', ...schemes] as const).map((theme) => (
          <Pick key={theme} label={t(`theme.${theme}`)} on={preferences.theme === theme} onPick={() => preferences.change({ theme })} />
        ))}
        <Divider />
        <ListSubheader role="presentation">{t('person.language')}</ListSubheader>
        {languages.map((language) => (
          <Pick key={language} label={t(`language.${language}`)} on={preferences.language === language} onPick={() => preferences.change({ language })} lang={language} />
        ))}
        <Divider />
        <ListSubheader role="presentation">{t('person.density')}</ListSubheader>
        {densities.map((density) => (
          <Pick key={density} label={t(`density.${density}`)} on={preferences.density === density} onPick={() => preferences.change({ density })} />
        ))}
      </Menu>
    </>
  )
}

/** One of several; `MenuItem` passes its focus handling on through the rest of the props. */
function Pick({ label, on, onPick, lang, ...rest }: { readonly label: string; readonly on: boolean; onPick(): void; readonly lang?: string }): ReactElement {
  return (
    <MenuItem {...rest} role="menuitemradio" aria-checked={on} selected={on} onClick={onPick} {...(lang === undefined ? {} : { lang })}>
      <Box component="svg" viewBox="0 0 16 16" width={16} height={16} aria-hidden sx={{ marginRight: 1.5 }}>
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {on ? <circle cx="8" cy="8" r="3.5" fill="currentColor" /> : null}
      </Box>
      {label}
    </MenuItem>
  )
}
