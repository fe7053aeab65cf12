import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { SeverityShape, severityColour } from './SeverityMark.tsx'
import type { Severity } from './SeverityMark.tsx'

/** One big answer in plain words, then why. Read out when it appears. */
export function VerdictPanel({
  severity,
  answer,
  meaning,
  prefix,
  children,
}: {
  readonly severity: Severity
  /** "Genuine". */
  readonly answer: string
  /** What that means, in a sentence. */
  readonly meaning: string
  /** Said before everything else, e.g. that this is an exercise. */
  readonly prefix?: string | undefined
  /** Key by key, file by file. */
  readonly children?: ReactNode
}): ReactElement {
  return (
    <Box
      sx={(theme) => ({
        border: `2px solid ${severityColour(theme, severity)}`,
        borderRadius: `${theme.sizes.radius}px`,
        backgroundColor: theme.colours.raised,
        padding: 3,
      })}
    >
      <Box role="status" sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
        <Box sx={{ paddingTop: '4px' }}>
          <SeverityShape severity={severity} size={28} />
        </Box>
        <Box sx={{ minWidth: 0 }}>
          {prefix === undefined ? null : <Typography sx={(theme) => ({ fontWeight: 700, color: theme.colours.training })}>{prefix}</Typography>}
          <Typography variant="countdown" component="p" sx={{ overflowWrap: 'anywhere' }}>
            {answer}
          </Typography>
          <Typography sx={{ marginTop: 0.5, maxWidth: '46rem' }}>{meaning}</Typography>
        </Box>
      </Box>
      {children === undefined ? null : <Box sx={{ marginTop: 2 }}>{children}</Box>}
    </Box>
  )
}
