import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollStrip } from './ScrollStrip.tsx'

/** Where a step stands. `running` has a clock; `attention` needs a person now; `open` has things not answered. */
export type StepState = 'done' | 'running' | 'attention' | 'open' | 'ahead'

/** One rung. */
export interface LadderStep {
  readonly id: string
  readonly label: string
  readonly state: StepState
  /** Below the label: a time, what is left, what is unknown. */
  readonly detail?: ReactNode
  /** Goes there; a step without it is only shown. */
  onOpen?(): void
}

/** Where one is, what is left. A column, or a strip where the room is low. The current step is marked, any step can be opened. */
export function StepLadder({
  label,
  steps,
  current,
  direction = 'column',
}: {
  readonly label: string
  readonly steps: readonly LadderStep[]
  readonly current?: string | undefined
  readonly direction?: 'column' | 'row'
}): ReactElement {
  const { t } = useTranslation('ui')
  const rungs = steps.map((step, index) => {
    const here = step.id === current
    const inside = (
      <>
        <StepMark state={step.state} number={index + 1} />
        <Box component="span" sx={{ display: 'block', minWidth: 0, textAlign: 'left' }}>
          <Box component="span" sx={{ display: 'block', fontWeight: here ? 700 : 400 }}>
            {step.label}
          </Box>
          <Box component="span" sx={(theme) => ({ display: 'block', fontSize: '0.8125rem', color: theme.colours.quietText })}>
            {step.detail === undefined ? t(`step.${step.state}`) : <VisibleDetail state={t(`step.${step.state}`)}>{step.detail}</VisibleDetail>}
          </Box>
        </Box>
      </>
    )
    return (
      <Box component="li" key={step.id} sx={direction === 'row' ? { flex: '1 0 auto' } : {}}>
        {step.onOpen === undefined ? (
          <Box aria-current={here ? 'step' : undefined} sx={(theme) => rung(theme.sizes.target, here, theme.colours.action, theme.colours.selectedRow, direction)}>
            {inside}
          </Box>
        ) : (
          <ButtonBase
            onClick={step.onOpen}
            aria-current={here ? 'step' : undefined}
            sx={(theme) => ({
              ...rung(theme.sizes.target, here, theme.colours.action, theme.colours.selectedRow, direction),
              width: '100%',
              '&:hover': { backgroundColor: theme.colours.selectedRow },
            })}
          >
            {inside}
          </ButtonBase>
        )}
      </Box>
    )
  })
  return (
    <Box component="nav" aria-label={label}>
      {direction === 'row' ? <ScrollStrip count={steps.length} current={current}>{rungs}</ScrollStrip> : <Box component="ol" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' }}>{rungs}</Box>}
    </Box>
  )
}

function rung(target: number, here: boolean, edge: string, ground: string, direction: 'column' | 'row'): object {
  const side = direction === 'column' ? 'borderLeft' : 'borderBottom'
  return {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-start',
    gap: direction === 'column' ? 1.5 : 1,
    minHeight: target,
    // A strip is for where the room is low.
    padding: direction === 'column' ? '6px 12px' : '6px 8px',
    font: 'inherit',
    [side]: `3px solid ${here ? edge : 'transparent'}`,
    backgroundColor: here ? ground : 'transparent',
  }
}

/** The detail for the eye; the state is said as well, because the mark is only a shape. */
function VisibleDetail({ state, children }: { readonly state: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      {children}
      <Box component="span" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' }}>
        {` (${state})`}
      </Box>
    </>
  )
}

function StepMark({ state, number }: { readonly state: StepState; readonly number: number }): ReactElement {
  return (
    <Box
      component="svg"
      viewBox="0 0 24 24"
      width={24}
      height={24}
      aria-hidden
      sx={(theme) => ({
        flex: 'none',
        color: state === 'attention' ? theme.colours.high : state === 'running' ? theme.colours.action : theme.colours.quietText,
      })}
    >
      {stepShape(state, number)}
    </Box>
  )
}

function stepShape(state: StepState, number: number): ReactElement {
  switch (state) {
    case 'done':
      return (
        <>
          <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M7 12.5 10.5 16 17 8.5" fill="none" stroke="currentColor" strokeWidth="2.2" />
        </>
      )
    case 'running':
      return (
        <>
          <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="2.5" />
          <path d="M12 6.5V12l3.6 2.4" fill="none" stroke="currentColor" strokeWidth="2.2" />
        </>
      )
    case 'attention':
      return <path d="M12 2 23 22H1Z" fill="currentColor" />
    case 'open':
    case 'ahead':
      return (
        <>
          <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray={state === 'open' ? '3 2.2' : undefined} />
          <text x="12" y="16" textAnchor="middle" fontSize="11" fill="currentColor">
            {number}
          </text>
        </>
      )
  }
}
