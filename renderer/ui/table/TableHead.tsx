import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import type { SortingState } from '@tanstack/react-table'
import type { ReactElement } from 'react'
import type { DataColumn } from './columns.ts'

/** The sticky head: each heading sorts up, then down, then not. */
export function TableHead<Row>({
  columns,
  sorting,
  onSort,
  printing,
}: {
  readonly columns: readonly DataColumn<Row>[]
  readonly sorting: SortingState
  onSort(sorting: SortingState): void
  /** On paper the heading is plain text: a button in a repeated head prints empty from the second page on. */
  readonly printing: boolean
}): ReactElement {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const sorted = sorting.find((entry) => entry.id === column.id)
          return (
            <Box
              component="th"
              scope="col"
              key={column.id}
              aria-sort={sorted === undefined ? 'none' : sorted.desc ? 'descending' : 'ascending'}
              sx={(theme) => ({
                position: 'sticky',
                top: 0,
                zIndex: 1,
                padding: 0,
                backgroundColor: theme.colours.surface,
                borderBottom: `1px solid ${theme.colours.lineStrong}`,
                '@media print': { position: 'static' },
              })}
            >
              {printing ? (
                <Box sx={{ padding: '8px 12px', fontSize: '0.8125rem', textAlign: column.numeric === true ? 'right' : 'left' }}>{column.label}</Box>
              ) : (
                <ButtonBase
                  onClick={() => onSort(nextSorting(column.id, sorted))}
                  sx={(theme) => ({
                    width: '100%',
                    minHeight: theme.sizes.row,
                    paddingInline: 1.5,
                    gap: 0.5,
                    // The mark stands at the side where it does not push the heading away from its numbers.
                    flexDirection: column.numeric === true ? 'row-reverse' : 'row',
                    justifyContent: 'flex-start',
                    font: 'inherit',
                    fontSize: '0.8125rem',
                    fontWeight: 700,
                    textAlign: column.numeric === true ? 'right' : 'left',
                    '&:hover': { backgroundColor: theme.colours.selectedRow },
                    '&.Mui-focusVisible, &:focus-visible': { outlineOffset: '-4px' },
                  })}
                >
                  {column.label}
                  <SortMark direction={sorted === undefined ? null : sorted.desc ? 'down' : 'up'} />
                </ButtonBase>
              )}
            </Box>
          )
        })}
      </tr>
    </thead>
  )
}

function nextSorting(id: string, sorted: { readonly desc: boolean } | undefined): SortingState {
  if (sorted === undefined) return [{ id, desc: false }]
  return sorted.desc ? [] : [{ id, desc: true }]
}

function SortMark({ direction }: { readonly direction: 'up' | 'down' | null }): ReactElement {
  return (
    <Box component="svg" viewBox="0 0 10 10" width={10} height={10} aria-hidden sx={{ flex: 'none', visibility: direction === null ? 'hidden' : 'visible' }}>
      <path d={direction === 'down' ? 'M0 2h10L5 9z' : 'M0 8h10L5 1z'} fill="currentColor" />
    </Box>
  )
}
