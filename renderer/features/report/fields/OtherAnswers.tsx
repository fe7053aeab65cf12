import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import type { ReactElement } from 'react'

/** Answers that are not a value: "not known yet", "none", "not yet". */
export interface OtherAnswer<Value extends string> {
  readonly value: Value
  readonly label: string
}

/** Buttons for answers that stand beside a field. The pressed one is the answer; pressing it again opens the question. */
export function OtherAnswers<Value extends string>({
  answers,
  value,
  onChange,
  describedBy,
}: {
  readonly answers: readonly OtherAnswer<Value>[]
  readonly value: Value | null
  onChange(value: Value | null): void
  /** Id of the question's label. */
  readonly describedBy: string
}): ReactElement {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 1 }}>
      {answers.map((answer) => {
        const pressed = answer.value === value
        return (
          <ButtonBase
            key={answer.value}
            aria-pressed={pressed}
            aria-describedby={describedBy}
            onClick={() => onChange(pressed ? null : answer.value)}
            sx={(theme) => ({
              minHeight: theme.sizes.target,
              paddingInline: 2,
              gap: 1,
              font: 'inherit',
              fontWeight: pressed ? 700 : 400,
              borderRadius: `${theme.sizes.radius}px`,
              border: `1px solid ${pressed ? theme.colours.action : theme.colours.lineStrong}`,
              backgroundColor: pressed ? theme.colours.action : theme.colours.raised,
              color: pressed ? theme.colours.onFill : theme.colours.text,
              '&:hover': { borderColor: theme.colours.text },
              '@media (forced-colors: active)': pressed ? { outline: '3px solid Highlight', outlineOffset: '-3px' } : {},
            })}
          >
            <Box component="svg" viewBox="0 0 16 16" aria-hidden width={14} height={14}>
              <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
              {pressed ? <circle cx="8" cy="8" r="3.5" fill="currentColor" /> : null}
            </Box>
            {answer.label}
          </ButtonBase>
        )
      })}
    </Box>
  )
}
