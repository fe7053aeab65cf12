import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import type { BlockOf } from '../../../../shared/report/document.ts'
import { CellText } from './DocumentRuns.tsx'
import { paper } from './paper-style.ts'

/** A table of a sheet; it scrolls in itself where the window is narrower than the paper. */
export function DocumentTable({ block }: { readonly block: BlockOf<'table'> }): ReactElement {
  const sum = block.columns.reduce((total, column) => total + column.share, 0)
  return (
    <Box sx={{ overflowX: 'auto', margin: '8px 0 14px' }}>
      <Box component="table" sx={{ width: '100%', minWidth: '32em', borderCollapse: 'collapse', tableLayout: 'fixed', fontSize: '0.8125rem' }}>
        {block.caption === '' ? null : (
          <Box component="caption" sx={{ textAlign: 'left', fontWeight: 700, padding: '6px 0 4px' }}>
            {block.caption}
          </Box>
        )}
        <colgroup>
          {block.columns.map((column, index) => (
            <Box key={index} component="col" sx={{ width: `${(column.share / sum) * 100}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {block.columns.map((column, index) => (
              <Box
                key={index}
                component="th"
                scope="col"
                sx={{ textAlign: 'left', verticalAlign: 'bottom', fontWeight: 400, color: paper.quiet, borderBottom: `1.5px solid ${paper.ink}`, padding: '4px 10px 4px 0' }}
              >
                {column.label}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <Box
                  key={column}
                  component="td"
                  sx={{ verticalAlign: 'top', borderBottom: `1px solid ${paper.hairline}`, padding: '5px 10px 5px 0', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
                >
                  <CellText cell={cell} />
                </Box>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}
