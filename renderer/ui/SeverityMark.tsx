import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Theme } from '@mui/material/styles'

/** How bad something is. `good` appears only right after an action. */
export const severities = ['critical', 'high', 'medium', 'low', 'good'] as const
export type Severity = (typeof severities)[number]

/** The colour of a severity; low is text colour: its hollow circle says it. */
export function severityColour(theme: Theme, severity: Severity): string {
  return severity === 'low' ? theme.colours.text : theme.colours[severity]
}

/** The shape alone. It needs a word beside it; use `SeverityMark` unless the word stands there already. */
export function SeverityShape({ severity, size = 16 }: { readonly severity: Severity; readonly size?: number }): ReactElement {
  return (
    <Box
      component="svg"
      viewBox="0 0 16 16"
      aria-hidden
      width={size}
      height={size}
      sx={(theme) => ({ flex: 'none', color: severityColour(theme, severity), display: 'block' })}
    >
      {shape(severity)}
    </Box>
  )
}

/** Shape and word. The order of severities shows without colour: filled diamond, large triangle, square, hollow circle, tick. */
export function SeverityMark({ severity, label }: { readonly severity: Severity; readonly label?: string }): ReactElement {
  const { t } = useTranslation('ui')
  return (
    <Box
      component="span"
      sx={(theme) => ({ display: 'inline-flex', alignItems: 'center', gap: 0.75, color: severityColour(theme, severity), fontWeight: 700, whiteSpace: 'nowrap', verticalAlign: 'middle' })}
    >
      <SeverityShape severity={severity} />
      {label ?? t(`severity.${severity}`)}
    </Box>
  )
}

function shape(severity: Severity): ReactElement {
  switch (severity) {
    case 'critical':
      return <path d="M8 0.5 15.5 8 8 15.5 0.5 8Z" fill="currentColor" />
    case 'high':
      return <path d="M8 1 15.6 14.5H0.4Z" fill="currentColor" />
    case 'medium':
      return <rect x="2.5" y="2.5" width="11" height="11" fill="currentColor" />
    case 'low':
      return <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />
    case 'good':
      return <path d="M2 8.5 6.2 12.7 14 4" fill="none" stroke="currentColor" strokeWidth="2.6" />
  }
}
