import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import type { ReportDocument } from '../../../../shared/report/document.ts'
import { DocumentBlock } from './DocumentBlock.tsx'
import { paper } from './paper-style.ts'

/** A printed sheet on the screen: the same words as its HTML and its PDF, on white paper, with what stands on top and foot of each page. */
export function ReportDocumentView({ document }: { readonly document: ReportDocument }): ReactElement {
  const { running } = document
  return (
    <Box
      component="article"
      lang={document.language}
      aria-label={document.title}
      sx={{
        colorScheme: 'light',
        backgroundColor: paper.white,
        color: paper.ink,
        fontSize: '0.875rem',
        lineHeight: 1.45,
        border: 1,
        borderColor: 'divider',
        maxWidth: '210mm',
        padding: { xs: 2, md: '14mm 16mm' },
        '@media print': { border: 'none', padding: 0, maxWidth: 'none' },
      }}
    >
      {running.mark === '' ? null : (
        <Box component="p" sx={{ backgroundColor: paper.ink, color: paper.white, padding: '4px 10px', margin: '0 0 8px', printColorAdjust: 'exact' }}>
          <Box component="strong" sx={{ letterSpacing: '0.12em', marginRight: 1.5 }}>
            {running.mark}
          </Box>
          {running.markSentence}
        </Box>
      )}
      <Edge side="bottom">
        <strong>{running.title}</strong>
        {running.tlp === '' ? null : (
          <Box component="span" sx={{ border: `1.5px solid ${paper.ink}`, padding: '0 6px', fontWeight: 700, whiteSpace: 'nowrap', color: paper.ink }}>
            {running.tlp}
          </Box>
        )}
      </Edge>
      {/* Not a <main>: the screen around the sheet has one. */}
      <div data-sheet="body">
        {document.blocks.map((block, index) => (
          <DocumentBlock key={index} block={block} />
        ))}
      </div>
      <Edge side="top">
        <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
          {running.packageId}
        </Box>
        <span>{running.tlpSentence}</span>
      </Edge>
    </Box>
  )
}

function Edge({ side, children }: { readonly side: 'top' | 'bottom'; readonly children: ReactNode }): ReactElement {
  const border = `1px solid ${paper.rule}`
  return (
    <Box
      sx={{
        display: 'flex',
        justifyContent: 'space-between',
        flexWrap: 'wrap',
        columnGap: 2,
        padding: side === 'bottom' ? '0 0 8px' : '8px 0 0',
        marginTop: side === 'top' ? 3 : 0,
        fontSize: '0.75rem',
        color: paper.quiet,
        ...(side === 'bottom' ? { borderBottom: border } : { borderTop: border }),
      }}
    >
      {children}
    </Box>
  )
}
