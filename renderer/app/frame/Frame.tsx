import MenuIcon from '@mui/icons-material/Menu'
import Box from '@mui/material/Box'
import Drawer from '@mui/material/Drawer'
import IconButton from '@mui/material/IconButton'
import Snackbar from '@mui/material/Snackbar'
import { useTheme } from '@mui/material/styles'
import { useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Action } from '../../ui/ActionButton.tsx'
import { useMedia } from '../../ui/use-media.ts'
import { FrameKeys } from './FrameKeys.tsx'
import { hush, useFrameState } from './frame-state.ts'
import { PersonMenu } from './PersonMenu.tsx'
import { Rail } from './Rail.tsx'
import type { RailEntry } from './rail.ts'
import { ShortcutList } from './ShortcutList.tsx'
import { SkipLink } from './SkipLink.tsx'
import { StatusFooter } from './StatusFooter.tsx'
import type { StatusFact } from './StatusFooter.tsx'

/** What the frame shows around the work. */
export interface FrameProps {
  /** Only what exists. */
  readonly rail: readonly RailEntry[]
  /** A `DeadlineBar`; always there. */
  readonly deadlineBar: ReactNode
  readonly person: string
  readonly personActions: readonly Action[]
  readonly status: readonly StatusFact[]
  /** Stands above the work on every screen; takes no room while it shows nothing. */
  readonly banner?: ReactNode
  /** The edge is striped and the word stands in the header: this is no real record. */
  readonly marking?: string | undefined
  readonly children: ReactNode
}

/** CSS pixels under which the rail becomes a menu. */
const railFrom = 840

/** Header, rail, work and footer. The work scrolls, the bars never cover it, so the focus never hides under them. */
export function Frame({ rail, deadlineBar, person, personActions, status, banner, marking, children }: FrameProps): ReactElement {
  const { t } = useTranslation('frame')
  const theme = useTheme()
  const [, navigate] = useLocation()
  const wide = useMedia(`(min-width: ${railFrom}px)`)
  const [menu, setMenu] = useState(false)
  const [shortcuts, setShortcuts] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const { counts, said } = useFrameState()
  const go = (entry: RailEntry): void => {
    setMenu(false)
    navigate(entry.path)
  }
  return (
    <Box
      ref={root}
      sx={{
        height: '100dvh',
        display: 'grid',
        gridTemplateColumns: wide ? `${theme.sizes.rail}px minmax(0, 1fr)` : 'minmax(0, 1fr)',
        gridTemplateRows: 'auto auto minmax(0, 1fr) auto',
        gridTemplateAreas: wide ? '"header header" "banner banner" "rail work" "rail footer"' : '"header" "banner" "work" "footer"',
        ...(marking === undefined ? {} : stripes(theme.colours.training)),
        '@media print': { display: 'block', height: 'auto', border: 'none' },
      }}
    >
      <SkipLink label={t('skip')} root={root} />
      <FrameKeys rail={rail} onGo={go} onShortcuts={() => setShortcuts(true)} root={root} />
      <Box
        component="header"
        data-pane="header"
        data-print="no"
        sx={{
          gridArea: 'header',
          minHeight: theme.sizes.header,
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          paddingRight: 1,
          backgroundColor: theme.colours.surface,
          borderBottom: `1px solid ${theme.colours.line}`,
        }}
      >
        {wide ? (
          <Box sx={{ width: theme.sizes.rail - 8, paddingLeft: 2, fontWeight: 700, letterSpacing: '0.08em', flex: 'none' }}>{t('product')}</Box>
        ) : (
          <IconButton aria-label={t('rail.open')} aria-haspopup="dialog" aria-expanded={menu} onClick={() => setMenu(true)}>
            <MenuIcon />
          </IconButton>
        )}
        {marking === undefined ? null : (
          <Box sx={{ color: theme.colours.training, border: `1px solid ${theme.colours.training}`, borderRadius: `${theme.sizes.radius}px`, paddingInline: 1, fontWeight: 700, flex: 'none' }}>
            {marking}
          </Box>
        )}
        {deadlineBar}
        <PersonMenu name={person} actions={personActions} />
      </Box>
      <Box data-print="no" sx={{ gridArea: 'banner' }}>
        {banner}
      </Box>
      {wide ? (
        <Box data-print="no" sx={{ gridArea: 'rail', overflowY: 'auto', backgroundColor: theme.colours.surface, borderRight: `1px solid ${theme.colours.line}` }}>
          <Rail entries={rail} onGo={go} />
        </Box>
      ) : (
        <Drawer open={menu} onClose={() => setMenu(false)} slotProps={{ paper: { 'aria-label': t('rail.label'), sx: { width: theme.sizes.rail + 56, backgroundColor: theme.colours.surface } } }}>
          <Rail entries={rail} onGo={go} />
        </Drawer>
      )}
      <Box
        component="main"
        data-pane="work"
        tabIndex={-1}
        // A size container: lists and panes inside take their height from the work, not from the window.
        sx={{ gridArea: 'work', overflow: 'auto', scrollPadding: '16px', position: 'relative', containerType: 'size', '@media print': { overflow: 'visible', containerType: 'normal' } }}
      >
        {children}
      </Box>
      <StatusFooter counts={counts} facts={status} />
      <ShortcutList open={shortcuts} onClose={() => setShortcuts(false)} />
      <Snackbar key={said?.id} open={said !== null} message={said?.text} autoHideDuration={5000} onClose={hush} anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }} />
    </Box>
  )
}

function stripes(colour: string): object {
  return {
    borderTop: '4px solid transparent',
    borderImage: `repeating-linear-gradient(135deg, ${colour} 0 10px, transparent 10px 20px) 4`,
  }
}
