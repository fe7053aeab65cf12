import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
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
  return (
    <Box
      component="article"
      aria-label={title}
      sx={(theme) => ({
        colorScheme: 'light',
        backgroundColor: '#FFFFFF',
        color: '#000000',
        border: `1px solid ${theme.colours.line}`,
        maxWidth: '210mm',
        padding: '16mm',
        '@media print': { border: 'none', padding: 0, maxWidth: 'none' },
      })}
    >
      {head === undefined ? null : <Box sx={{ fontSize: '0.8125rem', marginBottom: 1 }}>{head}</Box>}
      <Typography variant="h2" component="h2" sx={{ fontSize: '1.25rem' }}>
        {title}
      </Typography>
      <Box sx={{ marginTop: 2 }}>{children}</Box>
      {foot === undefined ? null : (
        <Box component="footer" sx={{ fontSize: '0.75rem', marginTop: 3, paddingTop: 1, borderTop: '1px solid #000000' }}>
          {foot}
        </Box>
      )}
    </Box>
  )
}
