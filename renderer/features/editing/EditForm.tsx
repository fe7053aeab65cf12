import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { FormEvent, ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton, type Action } from '../../ui/ActionButton.tsx'
import { ErrorNotice, type ShownError } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadOnlyProvider, usePermitted } from '../../ui/permitted.ts'
import type {} from './texts.ts'

/** A form that changes one record: its fields, what went wrong, and the step. Enter in a line saves. Who may not save reads it. */
export function EditForm({
  name,
  save,
  others = [],
  error,
  returned = false,
  onDiscard,
  saved,
  children,
}: {
  /** Names the form for a screen reader. */
  readonly name: string
  readonly save: Action
  readonly others?: readonly Action[]
  readonly error: ShownError | null
  /** The entries are from an earlier visit. */
  readonly returned?: boolean
  onDiscard?(): void
  /** Said after the core confirmed it, e.g. "saved". */
  readonly saved?: string | undefined
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('editing')
  const permitted = usePermitted(save.needs)
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (save.busy !== true && save.blockedBecause === undefined && permitted) save.onPress()
  }
  return (
    <Box component="form" noValidate aria-label={name} onSubmit={send} sx={{ display: 'flex', flexDirection: 'column', gap: 2.5, maxWidth: '40rem' }}>
      {returned ? <Notice title={t('returned')} actions={onDiscard === undefined ? [] : [{ label: t('discard'), onPress: onDiscard }]} /> : null}
      {permitted ? null : <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('readOnly')}</Typography>}
      <ReadOnlyProvider value={!permitted}>{children}</ReadOnlyProvider>
      {error === null ? null : <ErrorNotice error={error} />}
      <Box data-print="no" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <ActionButton action={{ ...save, onPress: () => undefined }} weight="primary" submit />
        {others.map((action) => (
          <ActionButton key={action.label} action={action} />
        ))}
        <Box component="span" role="status" sx={(theme) => ({ color: theme.colours.quietText })}>
          {saved ?? ''}
        </Box>
      </Box>
    </Box>
  )
}
