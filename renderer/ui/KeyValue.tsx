import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'

/** One fact. */
export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

/** Facts as a list of terms: two columns, one below the other where the room is low. */
export function KeyValue({ facts, termWidth = '12rem' }: { readonly facts: readonly Fact[]; readonly termWidth?: string }): ReactElement {
  return (
    <Box component="dl" sx={{ margin: 0, containerType: 'inline-size' }}>
      {facts.map((fact) => (
        <Box
          key={fact.label}
          sx={(theme) => ({
            display: 'grid',
            gridTemplateColumns: `minmax(8rem, ${termWidth}) 1fr`,
            columnGap: 2,
            paddingBlock: 0.75,
            borderBottom: `1px solid ${theme.colours.line}`,
            '&:last-of-type': { borderBottom: 'none' },
            '@container (max-width: 24rem)': { gridTemplateColumns: '1fr' },
          })}
        >
          <Box component="dt" sx={(theme) => ({ color: theme.colours.quietText })}>
            {fact.label}
          </Box>
          <Box component="dd" sx={{ margin: 0, overflowWrap: 'anywhere', minWidth: 0 }}>
            {fact.value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
