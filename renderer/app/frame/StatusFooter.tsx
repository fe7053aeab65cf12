import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { SeverityShape } from '../../ui/SeverityMark.tsx'
import type { Severity } from '../../ui/SeverityMark.tsx'

/** One fact of the footer: "saved 03:12", "record intact", "clock stated 02:58". */
export interface StatusFact {
  readonly id: string
  readonly text: string
  /** Only when a person must act. */
  readonly severity?: Severity
}

/** Counts at the left, facts at the right. */
export function StatusFooter({ counts, facts }: { readonly counts: string | null; readonly facts: readonly StatusFact[] }): ReactElement {
  return (
    <Box
      component="footer"
      data-print="no"
      sx={(theme) => ({
        gridArea: 'footer',
        minHeight: theme.sizes.footer,
        display: 'flex',
        alignItems: 'center',
        gap: 3,
        paddingInline: 1.5,
        fontSize: '0.8125rem',
        lineHeight: 1.3,
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        color: theme.colours.quietText,
        backgroundColor: theme.colours.surface,
        borderTop: `1px solid ${theme.colours.line}`,
      })}
    >
      <Box component="span" sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {counts}
      </Box>
      {facts.map((fact) => (
        <Box component="span" key={fact.id} data-status={fact.id} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
          {fact.severity === undefined ? null : <SeverityShape severity={fact.severity} size={12} />}
          {fact.text}
        </Box>
      ))}
    </Box>
  )
}
