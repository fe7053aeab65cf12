import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** The page in front of the record: product name, and one column of work in the middle. */
export function DoorPage({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  useEffect(() => {
    document.title = `${title} - Cofferdam`
  }, [title])
  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'flex', justifyContent: 'center', padding: { xs: 2, md: 4 } }}>
      <Box sx={{ width: '100%', maxWidth: '46rem', paddingTop: { xs: 0, md: '8vh' } }}>
        <Typography component="p" sx={(theme) => ({ fontWeight: 700, letterSpacing: '0.08em', color: theme.colours.quietText, marginBottom: 2 })}>
          COFFERDAM
        </Typography>
        <Typography variant="h1" sx={{ marginBottom: 2 }}>
          {title}
        </Typography>
        {children}
      </Box>
    </Box>
  )
}
