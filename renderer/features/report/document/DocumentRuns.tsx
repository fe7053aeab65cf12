import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import type { Cell, Run } from '../../../../shared/report/document.ts'
import { paper } from './paper-style.ts'

/** Text of a sheet in its styles. A line break in the text is one on the screen. */
export function Runs({ runs }: { readonly runs: readonly Run[] }): ReactElement {
  return (
    <>
      {runs.map((run, index) => (
        <RunText key={index} run={run} />
      ))}
    </>
  )
}

/** The paragraphs of a cell. */
export function CellText({ cell }: { readonly cell: Cell }): ReactElement {
  return (
    <>
      {cell.map((runs, index) => (
        <Box key={index} component="p" sx={{ margin: 0 }}>
          <Runs runs={runs} />
        </Box>
      ))}
    </>
  )
}

function RunText({ run: { text, style } }: { readonly run: Run }): ReactElement | null {
  if (text === '') return null
  switch (style) {
    case 'plain':
      return <span>{text}</span>
    case 'strong':
      return <strong>{text}</strong>
    case 'struck':
      return <s>{text}</s>
    case 'code':
      return (
        <Box component="code" sx={paper.code}>
          {text}
        </Box>
      )
    case 'quiet':
      return (
        <Box component="span" sx={{ color: paper.quiet }}>
          {text}
        </Box>
      )
    case 'unknown':
    case 'claimed':
      return <em>{text}</em>
  }
}
