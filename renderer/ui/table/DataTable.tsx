import Box from '@mui/material/Box'
import { createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { ColumnDef, SortingState } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTheme } from '@mui/material/styles'
import { useMedia } from '../use-media.ts'
import type { DataColumn, DataFilter } from './columns.ts'
import { TableHead } from './TableHead.tsx'
import { TableRows } from './TableRows.tsx'
import { TableTools } from './TableTools.tsx'
import { compareCells, matchesSearch } from './search.ts'

export type { DataColumn, DataFilter } from './columns.ts'

/** What `DataTable` needs. Keep `columns` and `rows` stable between renders (module scope or useMemo). */
export interface DataTableProps<Row> {
  /** Says what is listed; read out as the name of the table. */
  readonly label: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  rowId(row: Row): string
  /** The whole row is the target; absent: rows are only shown. */
  onOpen?(row: Row): void
  readonly selected?: string | null
  readonly filters?: readonly DataFilter<Row>[]
  readonly initialSort?: { readonly column: string; readonly descending?: boolean }
  /** Instead of the table while there is nothing at all to list: an `Empty`. */
  readonly empty?: ReactNode
  /** At the right of the search, e.g. an export button. Gets the rows as shown. */
  tools?(shown: readonly Row[]): ReactNode
  /** Off for lists so short that a search is in the way. */
  readonly searchable?: boolean
  /** CSS height limit of the list; it scrolls inside. */
  readonly maxHeight?: string
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
export type TableFeatureSet = typeof features

/** Above this many rows only those in sight are in the page. */
const virtualFrom = 100

/** A list with search, chips, sorting, counts of shown and hidden, and a keyboard: arrows, Home, End, Page keys, Enter. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  return props.rows.length === 0 && props.empty !== undefined ? <>{props.empty}</> : <FilledTable {...props} />
}

function FilledTable<Row>({
  label,
  columns,
  rows,
  rowId,
  onOpen,
  selected = null,
  filters = noFilters,
  initialSort,
  tools,
  searchable = true,
  maxHeight = 'max(14rem, calc(100cqh - 14.5rem))',
}: DataTableProps<Row>): ReactElement {
  const { t, i18n } = useTranslation('ui')
  const theme = useTheme()
  const [search, setSearch] = useState('')
  const [pressed, setPressed] = useState<readonly string[]>([])
  const [sorting, setSorting] = useState<SortingState>(
    initialSort === undefined ? [] : [{ id: initialSort.column, desc: initialSort.descending ?? false }],
  )
  const collator = useMemo(() => new Intl.Collator(i18n.language, { numeric: true, sensitivity: 'base' }), [i18n.language])
  const found = useMemo(
    () =>
      rows.filter(
        (row) =>
          matchesFilters(row, filters, pressed) &&
          matchesSearch(
            search,
            columns.map((column) => column.value(row)),
          ),
      ),
    [rows, columns, filters, pressed, search],
  )
  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<TableFeatureSet, Row & object> => ({
          id: column.id,
          header: column.label,
          accessorFn: (row) => column.value(row) ?? undefined,
          sortUndefined: 'last',
          sortFn: (a, b, id) => compareCells(a.getValue<string | number>(id), b.getValue<string | number>(id), collator),
        }),
      ),
    [columns, collator],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: found as readonly (Row & object)[],
    getRowId: (row) => rowId(row),
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: setSorting,
  })
  const shown = table.getRowModel().rows.map((row): Row => row.original)
  const scroller = useRef<HTMLDivElement>(null)
  // On paper every row that is shown is printed.
  const printing = useMedia('print')
  const virtual = shown.length > virtualFrom && !printing
  const virtualizer = useVirtualizer({
    count: shown.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => theme.sizes.row,
    overscan: 12,
  })
  return (
    <Box>
      <TableTools
        label={label}
        search={searchable ? search : null}
        onSearch={setSearch}
        filters={filters}
        pressed={pressed}
        onPressed={setPressed}
        tools={tools?.(shown)}
      />
      <Box
        ref={scroller}
        data-scroller
        sx={(active) => ({
          maxHeight,
          overflow: 'auto',
          border: `1px solid ${active.colours.line}`,
          borderRadius: `${active.sizes.radius}px`,
          backgroundColor: active.colours.raised,
          scrollPaddingTop: `${active.sizes.row + 4}px`,
          '@media print': { maxHeight: 'none', overflow: 'visible' },
        })}
      >
        <Box
          component="table"
          {...(onOpen === undefined ? {} : { role: 'grid' })}
          aria-label={label}
          aria-rowcount={shown.length + 1}
          sx={{ width: '100%', minWidth: leastWidth(columns), tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: 0, '@media print': { minWidth: 0 } }}
        >
          <colgroup>
            {columns.map((column) => (
              <Box component="col" key={column.id} sx={column.width === undefined ? {} : { width: column.width }} />
            ))}
          </colgroup>
          <TableHead columns={columns} sorting={sorting} onSort={setSorting} printing={printing} />
          <TableRows
            columns={columns}
            rows={shown}
            rowId={rowId}
            onOpen={onOpen}
            selected={printing ? null : selected}
            window={virtual ? { items: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize(), reveal: (index) => virtualizer.scrollToIndex(index) } : null}
          />
        </Box>
        {shown.length === 0 ? (
          <Box sx={(active) => ({ padding: 2, color: active.colours.quietText })}>{t('table.nothingFound')}</Box>
        ) : null}
      </Box>
      <Box role="status" sx={(active) => ({ color: active.colours.quietText, fontSize: '0.8125rem', marginTop: 0.5 })}>
        {rows.length === shown.length
          ? t('table.all', { count: rows.length })
          : t('table.someHidden', { shown: shown.length, count: rows.length - shown.length })}
      </Box>
    </Box>
  )
}

/** Columns without a width of their own keep at least 10rem; below that the list scrolls sideways. */
function leastWidth(columns: readonly { readonly width?: string }[]): string {
  return `calc(${columns.map((column) => column.width ?? '10rem').join(' + ')})`
}

const noFilters: readonly never[] = []

/** Chips of one group widen each other; groups narrow each other. */
export function matchesFilters<Row>(row: Row, filters: readonly DataFilter<Row>[], pressed: readonly string[]): boolean {
  const active = filters.filter((filter) => pressed.includes(filter.id))
  const groups = new Set(active.map((filter) => filter.group ?? filter.id))
  return [...groups].every((group) => active.some((filter) => (filter.group ?? filter.id) === group && filter.matches(row)))
}
