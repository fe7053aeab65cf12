import Box from '@mui/material/Box'
import { useId } from 'react'
import type { ReactElement, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { answers } from '../../../shared/answer/answer.ts'
import type { Answer, OpenAnswer } from '../../../shared/answer/answer.ts'
import { useReadOnly } from '../permitted.ts'
import { FieldFrame } from './FieldFrame.tsx'
import type { FieldTexts } from './FieldFrame.tsx'

/** Yes, No, Not known yet as three big buttons. Until one is pressed the question is open; nothing is preset. */
export function AnswerButtons({
  value,
  onChange,
  onBlur,
  ref,
  disabled: disabledHere = false,
  ...texts
}: FieldTexts & {
  readonly value: OpenAnswer
  onChange(value: Answer): void
  onBlur?(): void
  readonly ref?: Ref<HTMLInputElement>
  readonly disabled?: boolean
}): ReactElement {
  const disabled = useReadOnly() || disabledHere
  const { t } = useTranslation('ui')
  const group = useId()
  return (
    <FieldFrame {...texts} group mark={value === null ? <OpenMark label={t('answer.open')} /> : undefined}>
      {(wiring) => (
        <Box role="radiogroup" aria-labelledby={wiring.labelId} aria-describedby={wiring.describedBy} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {answers.map((answer, index) => (
            <Box
              component="label"
              key={answer}
              sx={(theme) => ({
                position: 'relative',
                flex: '1 1 auto',
                minWidth: '7rem',
                whiteSpace: 'nowrap',
                display: 'flex',
                alignItems: 'center',
                justifyContent: 'center',
                gap: 1,
                minHeight: theme.sizes.target + 8,
                paddingInline: 2,
                borderRadius: `${theme.sizes.radius}px`,
                border: `1px solid ${theme.colours.lineStrong}`,
                fontWeight: 700,
                cursor: disabled ? 'default' : 'pointer',
                backgroundColor: theme.colours.raised,
                '&:hover': disabled ? {} : { borderColor: theme.colours.text },
                '&:has(input:focus-visible)': { outline: `2px solid ${theme.colours.action}`, outlineOffset: '2px' },
                '&:has(input:checked)': {
                  backgroundColor: theme.colours.action,
                  borderColor: theme.colours.action,
                  color: theme.colours.onFill,
                },
                '@media (forced-colors: active)': { '&:has(input:checked)': { outline: '3px solid Highlight', outlineOffset: '-3px' } },
              })}
            >
              <Box
                component="input"
                type="radio"
                name={group}
                value={answer}
                checked={value === answer}
                disabled={disabled}
                ref={index === 0 ? ref : undefined}
                aria-invalid={wiring.invalid || undefined}
                onChange={() => onChange(answer)}
                onBlur={onBlur}
                sx={{ position: 'absolute', inset: 0, margin: 0, opacity: 0, cursor: 'inherit' }}
              />
              <Box component="svg" viewBox="0 0 16 16" aria-hidden width={16} height={16}>
                <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
                {value === answer ? <circle cx="8" cy="8" r="3.5" fill="currentColor" /> : null}
              </Box>
              {t(`answer.${answer}`)}
            </Box>
          ))}
        </Box>
      )}
    </FieldFrame>
  )
}

function OpenMark({ label }: { readonly label: string }): ReactElement {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        border: `1px dashed ${theme.colours.lineStrong}`,
        borderRadius: `${theme.sizes.radius}px`,
        padding: '0 8px',
        fontSize: '0.8125rem',
        color: theme.colours.quietText,
      })}
    >
      {label}
    </Box>
  )
}
