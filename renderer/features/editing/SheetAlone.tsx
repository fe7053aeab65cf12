import GlobalStyles from '@mui/material/GlobalStyles'
import type { ReactElement } from 'react'

/** While it is there, paper gets the sheet of the page alone: no title, no margins of the screen. */
export function SheetAlone(): ReactElement {
  return <GlobalStyles styles={{ '@media print': { 'div:has(> [data-page-title])': { display: 'none !important' }, '[data-page] > div': { padding: '0 !important' } } }} />
}
