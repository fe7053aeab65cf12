import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ReactElement } from 'react'
import type { ErrorCode, ErrorDetails } from '../../shared/contract/error.ts'
import { Notice } from './Notice.tsx'
import type { Action } from './ActionButton.tsx'

/** What a refusal carries; `ApiError` fits. */
export interface ShownError {
  readonly code: ErrorCode
  readonly details?: ErrorDetails
  readonly logId?: string | null | undefined
}

/** A refusal where it arose: what happened, what was kept, what to do. Read out at once. */
export function ErrorNotice({ error, actions = [] }: { readonly error: ShownError; readonly actions?: readonly Action[] }): ReactElement {
  const { t } = useTranslation(['errors', 'ui'])
  const details = { ...error.details }
  return (
    <Box role="alert" data-error-code={error.code}>
      <Notice severity="high" title={t(`errors:${error.code}.happened`, details)} actions={actions}>
        <Typography>{t(`errors:${error.code}.kept`, details)}</Typography>
        <Typography>{t(`errors:${error.code}.todo`, details)}</Typography>
        {error.logId === undefined || error.logId === null ? null : (
          <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, marginTop: 0.5 })}>
            {t('ui:error.logNumber', { id: error.logId })}
          </Typography>
        )}
      </Notice>
    </Box>
  )
}
