import type { ReactElement } from 'react'
import type { ReportDocument } from '../../../shared/report/document.ts'
import { SheetAlone } from '../editing/SheetAlone.tsx'
import { ReportDocumentView } from '../report/document/ReportDocumentView.tsx'

/** A sheet that is printed alone: on paper nothing of the page stands around it. */
export function PrintedSheet({ document }: { readonly document: ReportDocument }): ReactElement {
  return (
    <>
      <SheetAlone />
      <ReportDocumentView document={document} />
    </>
  )
}
