import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useTranslation } from 'react-i18next'
import type { ReactElement } from 'react'
import { useLocation } from 'wouter'
import { isCurrent } from './rail.ts'
import type { RailEntry } from './rail.ts'

/** The way around: icon and word, always both. Alt+1 to Alt+9 in the same order. */
export function Rail({ entries, onGo }: { readonly entries: readonly RailEntry[]; onGo(entry: RailEntry): void }): ReactElement {
  const { t } = useTranslation('frame')
  const [location] = useLocation()
  return (
    <Box component="nav" aria-label={t('rail.label')} data-pane="rail">
      <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, paddingBlock: 1 }}>
        {entries.map((entry, index) => {
          const current = isCurrent(entry, location)
          const Icon = entry.icon
          return (
            <li key={entry.id}>
              <ButtonBase
                component="a"
                href={`#${entry.path}`}
                aria-current={current ? 'page' : undefined}
                aria-keyshortcuts={index < 9 ? `Alt+${index + 1}` : undefined}
                {...(current ? { 'data-pane-start': true } : {})}
                onClick={(event) => {
                  event.preventDefault()
                  onGo(entry)
                }}
                sx={(theme) => ({
                  width: '100%',
                  minHeight: theme.sizes.target,
                  paddingInline: '13px 8px',
                  justifyContent: 'flex-start',
                  gap: 1.5,
                  font: 'inherit',
                  textAlign: 'left',
                  color: theme.colours.text,
                  fontWeight: current ? 700 : 400,
                  borderLeft: `3px solid ${current ? theme.colours.action : 'transparent'}`,
                  backgroundColor: current ? theme.colours.selectedRow : 'transparent',
                  '& svg': { color: current ? theme.colours.action : theme.colours.quietText },
                  '&:hover': { backgroundColor: current ? theme.colours.selectedRow : theme.colours.raised },
                  '&.Mui-focusVisible, &:focus-visible': { outlineOffset: '-4px' },
                })}
              >
                <Icon fontSize="small" />
                {entry.label}
              </ButtonBase>
            </li>
          )
        })}
      </Box>
    </Box>
  )
}
