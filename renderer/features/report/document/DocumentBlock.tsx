import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import type { Block, BlockOf } from '../../../../shared/report/document.ts'
import { qrPath } from '../../../../shared/report/html.ts'
import { DocumentTable } from './DocumentTable.tsx'
import { CellText, Runs } from './DocumentRuns.tsx'
import { paper } from './paper-style.ts'
import { qrRows } from './qr-rows.ts'

/** One part of a sheet. */
export function DocumentBlock({ block }: { readonly block: Block }): ReactElement | null {
  switch (block.type) {
    case 'heading':
      return <Heading block={block} />
    case 'paragraph':
      return (
        <Box component="p" sx={{ margin: '6px 0', fontSize: { small: '0.8125rem', normal: 'inherit', large: '1rem' }[block.size] }}>
          <Runs runs={block.runs} />
        </Box>
      )
    case 'key-value':
      return <KeyValues block={block} />
    case 'table':
      return <DocumentTable block={block} />
    case 'notice':
      return <FramedNotice block={block} />
    case 'list':
      return <NumberedList block={block} />
    case 'code':
      return <CodeLines block={block} />
    case 'groups':
      return <Groups block={block} />
    case 'qr':
      return <QrCode block={block} />
    case 'signature':
      return <SignatureLines block={block} />
    case 'page-break':
      return null
  }
}

function Heading({ block: { level, text } }: { readonly block: BlockOf<'heading'> }): ReactElement {
  // The screen has its own h1: headings of the sheet begin one below.
  const component = level === 1 ? 'h2' : level === 2 ? 'h3' : 'h4'
  const size = level === 1 ? '1.5rem' : level === 2 ? '1.0625rem' : '0.875rem'
  const under = level === 2 ? { borderBottom: `2px solid ${paper.ink}`, paddingBottom: '4px' } : {}
  return (
    <Box component={component} sx={{ fontSize: size, lineHeight: 1.25, fontWeight: 700, margin: level === 1 ? '8px 0 4px' : '24px 0 8px', ...under }}>
      {text}
    </Box>
  )
}

function KeyValues({ block }: { readonly block: BlockOf<'key-value'> }): ReactElement {
  return (
    <Box component="dl" sx={{ margin: '8px 0 14px' }}>
      {block.rows.map((row, index) => (
        <Box
          key={index}
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(0, 3fr) minmax(0, 7fr)' },
            columnGap: 2,
            padding: '5px 0',
            borderBottom: `1px solid ${paper.hairline}`,
          }}
        >
          <Box component="dt" sx={{ color: paper.quiet, overflowWrap: 'anywhere' }}>
            {row.label}
            {row.note === '' ? null : (
              <Box component="small" sx={{ display: 'block', fontSize: '0.75rem' }}>
                {row.note}
              </Box>
            )}
          </Box>
          <Box component="dd" sx={{ margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            <CellText cell={row.value} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function FramedNotice({ block }: { readonly block: BlockOf<'notice'> }): ReactElement {
  const bar = block.tone === 'attention' ? `6px solid ${paper.ink}` : `1px solid ${paper.rule}`
  return (
    <Box role="note" sx={{ border: `1px solid ${paper.rule}`, borderLeft: bar, padding: '8px 14px', margin: '12px 0', overflowWrap: 'anywhere' }}>
      {block.title === '' ? null : (
        <Box component="p" sx={{ margin: 0, fontWeight: 700 }}>
          {block.title}
        </Box>
      )}
      {block.lines.map((line, index) => (
        <Box key={index} component="p" sx={{ margin: '2px 0', whiteSpace: 'pre-wrap' }}>
          {line}
        </Box>
      ))}
    </Box>
  )
}

function NumberedList({ block }: { readonly block: BlockOf<'list'> }): ReactElement {
  const large = block.size === 'large'
  return (
    // The number is text, as in print; `role` keeps it a list where browsers drop lists without bullets.
    <Box component="ol" role="list" sx={{ listStyle: 'none', margin: '10px 0', padding: 0, fontSize: large ? '1.125rem' : 'inherit' }}>
      {block.items.map((item, index) => (
        <Box
          key={index}
          component="li"
          sx={{
            display: 'grid',
            gridTemplateColumns: '2.2em minmax(0, 1fr)',
            padding: large ? '7px 0' : '3px 0',
            borderBottom: large ? `1px solid ${paper.hairline}` : 'none',
            overflowWrap: 'anywhere',
          }}
        >
          <strong>{`${index + 1}.`}</strong>
          <div>
            <CellText cell={item} />
          </div>
        </Box>
      ))}
    </Box>
  )
}

function Label({ text }: { readonly text: string }): ReactElement | null {
  if (text === '') return null
  return (
    <Box component="p" sx={{ margin: '4px 0', fontSize: '0.8125rem', color: paper.quiet }}>
      {text}
    </Box>
  )
}

function CodeLines({ block }: { readonly block: BlockOf<'code'> }): ReactElement {
  return (
    <div>
      <Label text={block.label} />
      <Box sx={{ border: `1px solid ${paper.rule}`, padding: '8px 12px', margin: '4px 0 14px' }}>
        {block.lines.map((line, index) => (
          <Box key={index} component="code" sx={{ ...paper.code, display: 'block' }}>
            {line}
          </Box>
        ))}
      </Box>
    </div>
  )
}

function Groups({ block }: { readonly block: BlockOf<'groups'> }): ReactElement {
  return (
    <div>
      <Label text={block.label} />
      <Box sx={{ display: 'grid', gridTemplateColumns: `repeat(${block.perLine}, max-content)`, gap: 1, margin: '8px 0 14px', overflowX: 'auto' }}>
        {block.groups.map((group, index) => (
          <Box key={index} component="span" sx={{ ...paper.code, border: `1.5px solid ${paper.ink}`, padding: '6px 14px', fontSize: '1.375rem', letterSpacing: '0.06em' }}>
            {group}
          </Box>
        ))}
      </Box>
    </div>
  )
}

function QrCode({ block }: { readonly block: BlockOf<'qr'> }): ReactElement {
  const rows = qrRows(block.text)
  const size = rows.length + 8
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1 }}>
      <Box sx={{ flex: '1 1 20em', minWidth: 0 }}>
        {block.beside.map((part, index) => (
          <DocumentBlock key={index} block={part} />
        ))}
      </Box>
      <Box component="figure" sx={{ margin: 0, width: '42mm' }}>
        <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={block.holds} shapeRendering="crispEdges">
          <rect width={size} height={size} fill={paper.white} />
          <path d={qrPath(rows)} fill="#000000" />
        </svg>
        <Box component="figcaption" sx={{ fontSize: '0.8125rem', color: paper.quiet }}>
          {block.holds}
        </Box>
      </Box>
    </Box>
  )
}

function SignatureLines({ block }: { readonly block: BlockOf<'signature'> }): ReactElement {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', columnGap: 3, rowGap: 5, margin: '48px 0 16px' }}>
      {block.labels.map((label, index) => (
        <Box key={index} component="span" sx={{ borderTop: `1px solid ${paper.ink}`, paddingTop: '4px', fontSize: '0.8125rem', color: paper.quiet }}>
          {label}
        </Box>
      ))}
    </Box>
  )
}
