import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { ThemeProvider, useTheme } from '@mui/material/styles'
import { useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** A sheet of A4 as it will be printed: white in both schemes, its head and foot repeated facts of the record. */
export function PrintPage({
  title,
  head,
  foot,
  children,
}: {
  readonly title: string
  /** Above the title: plant, number, marking. */
  readonly head?: ReactNode
  /** Below everything: when printed, by whom, version. */
  readonly foot?: ReactNode
  readonly children: ReactNode
}): ReactElement {
  const outer = useTheme()
  const paper = useMemo(() => outer.onPaper(), [outer])
  return (
    <ThemeProvider theme={paper}>
      <Box
        component="article"
        aria-label={title}
        sx={(theme) => ({
          colorScheme: 'light',
          backgroundColor: theme.colours.raised,
          color: theme.colours.text,
          border: `1px solid ${theme.colours.line}`,
          maxWidth: '210mm',
          padding: { xs: '6mm', md: '16mm' },
          '@media print': { border: 'none', padding: 0, maxWidth: 'none' },
        })}
      >
        {head === undefined ? null : <Box sx={{ fontSize: '0.8125rem', marginBottom: 1 }}>{head}</Box>}
        <Typography variant="h2" sx={{ fontSize: '1.25rem' }}>
          {title}
        </Typography>
        <Box sx={{ marginTop: 2 }}>{children}</Box>
        {foot === undefined ? null : (
          <Box sx={(theme) => ({ fontSize: '0.75rem', marginTop: 3, paddingTop: 1, borderTop: `1px solid ${theme.colours.lineStrong}` })}>{foot}</Box>
        )}
      </Box>
    </ThemeProvider>
  )
}
