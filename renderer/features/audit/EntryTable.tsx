import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../shared/audit/entry.ts'
import { useReportWords } from '../report/report-words.ts'
import { longTime } from './long-time.ts'
import type {} from './texts.ts'
import { useRecordZone } from './use-record-zone.ts'

/** Entries as a table: number, time, sentence. The sentence opens the entry. */
export function EntryTable({
  rows,
  sentence,
  selected,
  squeezed,
  onOpen,
}: {
  readonly rows: readonly AuditEntry[]
  sentence(row: AuditEntry): string
  readonly selected: number | null
  /** Little room beside a pane: times break into two lines. */
  readonly squeezed: boolean
  onOpen(row: AuditEntry): void
}): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  return (
    <Box
      component="table"
      aria-label={t('history.table')}
      sx={(theme) => ({
        borderCollapse: 'collapse',
        width: '100%',
        backgroundColor: theme.colours.raised,
        '& th': { textAlign: 'left', fontWeight: 700, padding: 1, borderBottom: `1px solid ${theme.colours.lineStrong}`, whiteSpace: 'nowrap' },
        '& td': { padding: 0, borderBottom: `1px solid ${theme.colours.line}`, verticalAlign: 'top' },
      })}
    >
      <thead>
        <tr>
          <Box component="th" scope="col" sx={{ '&&': { textAlign: 'right' } }}>{t('history.number')}</Box>
          <th scope="col">{t('history.at')}</th>
          <th scope="col">{t('history.what')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const isOpen = row.sequence === selected
          return (
            <Box component="tr" key={row.sequence} sx={(theme) => ({ backgroundColor: isOpen ? theme.colours.selectedRow : undefined, '&:hover': { backgroundColor: theme.colours.selectedRow } })}>
              <Box component="td" sx={(theme) => ({ '&&': { padding: 1, borderLeft: `3px solid ${isOpen ? theme.colours.action : 'transparent'}`, fontVariantNumeric: 'tabular-nums', width: '4.5rem', textAlign: 'right' } })}>{row.sequence}</Box>
              <Box component="td" sx={{ '&&': { padding: 1, whiteSpace: squeezed ? 'normal' : { xs: 'normal', md: 'nowrap' }, width: squeezed ? '7rem' : { xs: '7rem', md: '13rem' }, fontVariantNumeric: 'tabular-nums' } }}>{longTime(row.at, zone, language)}</Box>
              <td>
                <Box
                  component="button"
                  type="button"
                  aria-expanded={isOpen}
                  onClick={() => onOpen(row)}
                  sx={(theme) => ({
                    display: 'block',
                    width: '100%',
                    minHeight: theme.sizes.row,
                    padding: 1,
                    font: 'inherit',
                    color: 'inherit',
                    textAlign: 'left',
                    background: 'none',
                    border: 0,
                    cursor: 'pointer',
                    overflowWrap: 'anywhere',
                    '&:focus-visible': { outline: `2px solid ${theme.colours.action}`, outlineOffset: '-2px' },
                  })}
                >
                  {sentence(row)}
                </Box>
              </td>
            </Box>
          )
        })}
      </tbody>
    </Box>
  )
}
