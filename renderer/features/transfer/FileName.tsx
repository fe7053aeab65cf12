import { Fragment } from 'react'
import type { ReactElement } from 'react'

/** A file name that breaks after its underscores, so that its parts stay readable in a narrow column. */
export function FileName({ name }: { readonly name: string }): ReactElement {
  const parts = name.split('_')
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index === parts.length - 1 ? part : `${part}_`}
          {index === parts.length - 1 ? null : <wbr />}
        </Fragment>
      ))}
    </>
  )
}
