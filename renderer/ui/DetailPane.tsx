import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEscape } from './escape.ts'

/**
 * A quick look at one thing, at the right of the work; over it in a narrow window. Takes the focus when it opens, gives
 * it back when it closes; Esc closes it. Give it `key={id}` so that another thing is a new pane.
 */
export function DetailPane({
  title,
  onClose,
  actions,
  width = 360,
  children,
}: {
  readonly title: string
  onClose(): void
  readonly actions?: ReactNode
  /** CSS pixels. */
  readonly width?: number
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEscape(true, onClose)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      // Only when the focus was still in the pane, which is gone by now: then it fell back to the body.
      if (before instanceof HTMLElement && before.isConnected && (document.activeElement === null || document.activeElement === document.body)) before.focus()
    }
  }, [])
  return (
    <Box
      component="section"
      aria-labelledby={id}
      data-pane="detail"
      data-print="no"
      sx={(theme) => ({
        flex: `0 0 ${width}px`,
        minWidth: 0,
        backgroundColor: theme.colours.raised,
        borderLeft: `1px solid ${theme.colours.line}`,
        [theme.breakpoints.down(1000)]: { position: 'absolute', insetBlock: 0, right: 0, width: `min(100%, ${width}px)`, zIndex: 2, boxShadow: theme.shadows[8] },
      })}
    >
      <Box sx={{ position: 'sticky', top: 0, maxHeight: '100cqh', overflowY: 'auto', padding: 2 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, marginBottom: 1 }}>
          <Typography variant="h2" id={id} ref={heading} tabIndex={-1} sx={{ flex: 1, overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          <IconButton aria-label={t('pane.close')} onClick={onClose} edge="end">
            <CloseIcon fontSize="small" />
          </IconButton>
        </Box>
        {children}
        {actions === undefined ? null : <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 2 }}>{actions}</Box>}
      </Box>
    </Box>
  )
}
