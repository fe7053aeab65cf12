import Button from '@mui/material/Button'
import type { ReactElement, RefObject } from 'react'

/** The first thing the Tab key reaches: jumps over header and rail to the work. A button, because a hash link would change the route. */
export function SkipLink({ label, root }: { readonly label: string; readonly root: RefObject<HTMLElement | null> }): ReactElement {
  return (
    <Button
      variant="contained"
      data-print="no"
      onClick={() => root.current?.querySelector<HTMLElement>('main [data-page-title], main')?.focus()}
      sx={{ position: 'absolute', left: 8, top: 4, zIndex: 10, '&:not(:focus)': { clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden' } }}
    >
      {label}
    </Button>
  )
}
