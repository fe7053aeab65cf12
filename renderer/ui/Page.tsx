import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useEffect, useRef } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './ActionButton.tsx'
import type { Action } from './ActionButton.tsx'

/** One screen: its title, at most one primary action, and the work. */
export interface PageProps {
  readonly title: string
  /** A short fact beside the title, e.g. the human number or a mark. */
  readonly beside?: ReactNode
  readonly primary?: Action | undefined
  readonly secondary?: readonly Action[]
  /** What this screen is for, in one or two sentences; shown until it is put away. */
  readonly purpose?: string | undefined
  onPurposeSeen?(): void
  /** A `DetailPane`; it stands to the right of the work, over it where the window is narrow. */
  readonly pane?: ReactNode
  /** Text and forms read best narrow; tables and drawings take the whole width. */
  readonly width?: 'reading' | 'full'
  readonly children: ReactNode
}

/** The body of a screen. Its heading takes the focus when the screen is opened, so that a screen reader starts there. */
export function Page({ title, beside, primary, secondary = [], purpose, onPurposeSeen, pane, width = 'full', children }: PageProps): ReactElement {
  const { t } = useTranslation('ui')
  useEffect(() => {
    document.title = `${title} - Cofferdam`
  }, [title])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // A field that asked for the focus keeps it, and a dialog in front is left alone.
    const here = heading.current?.closest('[data-page]')
    if (here === null || here === undefined || here.contains(document.activeElement)) return
    if (document.querySelector('[aria-modal="true"]') === null) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <Box data-page sx={{ display: 'flex', minHeight: '100%', position: 'relative' }}>
      <Box sx={{ flex: 1, minWidth: 0, padding: { xs: 1.5, md: 3 }, paddingTop: { xs: 1.5, md: 2 }, display: 'flex', flexDirection: 'column', '@media print': { padding: 0, display: 'block' } }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, columnGap: 2, minHeight: 44 }}>
          <Typography variant="h1" ref={heading} tabIndex={-1} data-page-title sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {beside}
          <Box data-print="no" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginLeft: 'auto' }}>
            {secondary.map((action) => (
              <ActionButton key={action.label} action={action} />
            ))}
            {primary === undefined ? null : <ActionButton action={primary} weight="primary" />}
          </Box>
        </Box>
        {purpose === undefined ? null : (
          <Box
            data-print="no"
            sx={(theme) => ({ display: 'flex', alignItems: 'center', gap: 1, color: theme.colours.quietText, marginTop: 0.5 })}
          >
            <Typography sx={{ maxWidth: '46rem' }}>{purpose}</Typography>
            {onPurposeSeen === undefined ? null : (
              <IconButton aria-label={t('page.hidePurpose')} onClick={onPurposeSeen} sx={{ marginBlock: '-8px' }}>
                <CloseIcon fontSize="small" />
              </IconButton>
            )}
          </Box>
        )}
        <Box sx={{ marginTop: 2, flex: 1, minWidth: 0, width: '100%', maxWidth: width === 'reading' ? '46rem' : 'none' }}>{children}</Box>
      </Box>
      {pane}
    </Box>
  )
}
