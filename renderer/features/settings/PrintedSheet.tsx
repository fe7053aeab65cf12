import GlobalStyles from '@mui/material/GlobalStyles'
import type { ReactElement } from 'react'
import type { ReportDocument } from '../../../shared/report/document.ts'
import { ReportDocumentView } from '../report/document/ReportDocumentView.tsx'

/** A sheet that is printed alone: on paper nothing of the page stands around it. */
export function PrintedSheet({ document }: { readonly document: ReportDocument }): ReactElement {
  return (
    <>
      <GlobalStyles styles={{ '@media print': { '[data-page-title]': { display: 'none' }, '[data-page] > div': { padding: '0 !important' } } }} />
      <ReportDocumentView document={document} />
    </>
  )
}
