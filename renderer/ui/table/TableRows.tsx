import Box from '@mui/material/Box'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import type { DataColumn } from './columns.ts'
import { nextRow } from './next-row.ts'

/** The rows in sight, where not all are in the page. */
export interface RowWindow {
  readonly items: readonly { readonly index: number; readonly start: number; readonly size: number }[]
  /** CSS pixels of all rows together. */
  readonly height: number
  reveal(index: number): void
}

/** The body: each row is one target. Exactly one row is in the tab order; arrows move from it. */
export function TableRows<Row>({
  columns,
  rows,
  rowId,
  onOpen,
  selected,
  window,
}: {
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  rowId(row: Row): string
  readonly onOpen: ((row: Row) => void) | undefined
  readonly selected: string | null
  readonly window: RowWindow | null
}): ReactElement {
  const body = useRef<HTMLTableSectionElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const wantsFocus = useRef(false)
  const indexes = window === null ? rows.map((_row, index) => index) : window.items.map((item) => item.index)
  const activeIndex = rows.findIndex((row) => rowId(row) === (active ?? selected))
  const stop = indexes.includes(activeIndex) ? activeIndex : (indexes[0] ?? -1)

  useEffect(() => {
    if (!wantsFocus.current) return
    const row = body.current?.querySelector<HTMLElement>(`tr[data-index="${activeIndex}"]`)
    if (row === null || row === undefined) return
    wantsFocus.current = false
    row.focus()
  })

  const onKey = (event: KeyboardEvent, index: number): void => {
    const row = rows[index]
    if (event.target !== event.currentTarget || row === undefined || onOpen === undefined) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onOpen(row)
      return
    }
    const next = nextRow(event.key, index, rows.length)
    const target = next === null ? undefined : rows[next]
    if (next === null || target === undefined) return
    event.preventDefault()
    wantsFocus.current = true
    setActive(rowId(target))
    window?.reveal(next)
  }

  const first = window?.items[0]
  const last = window?.items.at(-1)
  const below = window === null || last === undefined ? 0 : window.height - last.start - last.size
  return (
    <tbody ref={body}>
      {first === undefined || first.start === 0 ? null : <Spacer height={first.start} />}
      {indexes.map((index) => {
        const row = rows[index]
        if (row === undefined) return null
        const id = rowId(row)
        const isSelected = id === selected
        return (
          <Box
            component="tr"
            key={id}
            data-index={index}
            aria-rowindex={index + 2}
            {...(onOpen === undefined
              ? {}
              : {
                  tabIndex: index === stop ? 0 : -1,
                  'aria-selected': isSelected,
                  onClick: () => onOpen(row),
                  onFocus: () => setActive(id),
                  onKeyDown: (event: KeyboardEvent) => onKey(event, index),
                })}
            sx={(theme) => ({
              height: theme.sizes.row,
              cursor: onOpen === undefined ? 'auto' : 'pointer',
              '& > td': {
                borderBottom: `1px solid ${theme.colours.line}`,
                padding: '4px 12px',
                fontSize: '0.8125rem',
                lineHeight: 1.35,
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                ...(window === null ? { overflowWrap: 'anywhere' } : { whiteSpace: 'nowrap' }),
                backgroundColor: isSelected ? theme.colours.selectedRow : 'transparent',
              },
              ...(isSelected ? { '& > td:first-of-type': { boxShadow: `inset 3px 0 0 ${theme.colours.action}`, backgroundColor: theme.colours.selectedRow } } : {}),
              ...(onOpen === undefined || isSelected ? {} : { '&:hover > td': { backgroundColor: theme.colours.surface } }),
              // The ring of a row lies inside: rows touch each other and the edge clips.
              '&:focus-visible': { outlineOffset: '-2px' },
            })}
          >
            {columns.map((column) => (
              <Box component="td" key={column.id} sx={column.numeric === true ? { textAlign: 'right' } : {}}>
                {column.cell === undefined ? (column.value(row) ?? <Nothing />) : column.cell(row)}
              </Box>
            ))}
          </Box>
        )
      })}
      {below > 0 ? <Spacer height={below} /> : null}
    </tbody>
  )
}

/** Nothing is recorded. */
function Nothing(): ReactElement {
  return (
    <Box component="span" sx={(theme) => ({ color: theme.colours.quietText })}>
      –
    </Box>
  )
}

function Spacer({ height }: { readonly height: number }): ReactElement {
  return <Box component="tr" aria-hidden style={{ height }} />
}
