import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId, useMemo, useRef } from 'react'
import type { FormEvent, ReactElement, ReactNode } from 'react'
import { ActionButton } from '../ActionButton.tsx'
import type { Action } from '../ActionButton.tsx'
import { FieldCountContext, maximumFieldsAStep } from './field-count.ts'

/** One step of a form: one column, at most seven fields. Enter in a field does what the `forward` button does. */
export function FormStep({
  title,
  titleHidden = false,
  lead,
  forward,
  back,
  saved,
  children,
}: {
  readonly title: string
  /** The page's own heading says the same; the title then only names the form for a screen reader. */
  readonly titleHidden?: boolean
  readonly lead?: ReactNode
  /** The way on; its `onPress` also runs when the form is sent by Enter. */
  readonly forward?: Action | undefined
  readonly back?: Action | undefined
  /** E.g. "saved 03:12". Nothing is lost by leaving, and this says so. */
  readonly saved?: string | undefined
  readonly children: ReactNode
}): ReactElement {
  const id = useId()
  const fields = useRef(0)
  const count = useMemo(
    () =>
      (change: 1 | -1): void => {
        fields.current += change
        if (import.meta.env.DEV && fields.current > maximumFieldsAStep) {
          throw new Error(`"${title}" shows ${fields.current} fields: at most ${maximumFieldsAStep} a step`)
        }
      },
    [title],
  )
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (forward !== undefined && forward.busy !== true && forward.blockedBecause === undefined) forward.onPress()
  }
  return (
    <Box component="form" noValidate aria-labelledby={id} onSubmit={send} sx={{ maxWidth: '40rem' }}>
      <Typography variant="h2" id={id} tabIndex={-1} data-step-title hidden={titleHidden}>
        {title}
      </Typography>
      {lead === undefined ? null : (
        <Typography component="div" sx={(theme) => ({ color: theme.colours.quietText, marginTop: 0.5 })}>
          {lead}
        </Typography>
      )}
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, marginTop: 2 }}>
        <FieldCountContext value={count}>{children}</FieldCountContext>
      </Box>
      {forward === undefined && back === undefined && saved === undefined ? null : (
        <Box data-print="no" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, marginTop: 3 }}>
          {back === undefined ? null : <ActionButton action={back} />}
          {forward === undefined ? null : <ActionButton action={{ ...forward, onPress: () => undefined }} weight="primary" submit />}
          {saved === undefined ? null : (
            <Typography variant="body2" role="status" sx={(theme) => ({ color: theme.colours.quietText, marginLeft: 'auto' })}>
              {saved}
            </Typography>
          )}
        </Box>
      )}
    </Box>
  )
}
