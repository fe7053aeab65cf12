import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Popover from '@mui/material/Popover'
import { useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Theme } from '@mui/material/styles'
import { ActionButton } from '../../ui/ActionButton.tsx'
import type { Action } from '../../ui/ActionButton.tsx'
import { SeverityShape } from '../../ui/SeverityMark.tsx'

/** How urgent the nearest deadline is. `quiet`: nothing runs; `running`: there is time; then the abnormal ones. */
export type DeadlineTone = 'quiet' | 'running' | 'high' | 'critical'

/** A part of the bar that gives way when the room is low: site first, then person, then date. */
export interface DeadlinePart {
  readonly text: string
  readonly drop: 'first' | 'second' | 'third'
}

/** What stands in the deadline bar. Times and words are made by the caller from what the core computed. */
export interface DeadlineBarProps {
  readonly tone: DeadlineTone
  /** Never dropped: "Early warning INC-7: send now. Leave by 21:10, latest 03:00." */
  readonly main: string
  readonly parts?: readonly DeadlinePart[]
  /** Read out when it changes: change it with the state, not with every minute. */
  readonly announcement: string
  readonly action?: Action | undefined
  /** "2 more"; opens the list. */
  readonly more?: Action | undefined
  /** On focus or click: offset, UTC, source of the clock. */
  readonly details?: ReactNode
}

/** The bar of legal deadlines in the header of every screen. It does not blink. */
export function DeadlineBar({ tone, main, parts = [], announcement, action, more, details }: DeadlineBarProps): ReactElement {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLDivElement>(null)
  const text = (
    <>
      {tone === 'high' || tone === 'critical' ? <SeverityShapeOn tone={tone} /> : null}
      {/* The line is lower than the letters reach: without the room below, their descenders would be cut off. */}
      <Box component="span" sx={{ paddingBlock: '2px', overflow: 'hidden', textOverflow: 'ellipsis', display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical' }}>
        {main}
        {parts.map((part) => (
          <Box component="span" key={part.text} sx={{ [`@container (max-width: ${roomFor[part.drop]}px)`]: { display: 'none' } }}>
            {` ${part.text}`}
          </Box>
        ))}
      </Box>
    </>
  )
  return (
    <Box
      ref={anchor}
      data-deadline-tone={tone}
      sx={(theme) => ({
        containerType: 'inline-size',
        flex: 1,
        minWidth: 0,
        minHeight: theme.sizes.target + 8,
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        paddingRight: '4px',
        fontWeight: tone === 'quiet' ? 400 : 700,
        lineHeight: 1.25,
        borderRadius: `${theme.sizes.radius}px`,
        ...ground(theme, tone),
      })}
    >
      {details === undefined ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, paddingInline: 1, flex: 1, minWidth: 0 }}>{text}</Box>
      ) : (
        <ButtonBase
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
          sx={(theme) => ({
            display: 'flex',
            justifyContent: 'flex-start',
            gap: 1,
            paddingInline: 1,
            flex: 1,
            minWidth: 0,
            minHeight: theme.sizes.target,
            font: 'inherit',
            lineHeight: 'inherit',
            textAlign: 'left',
            color: 'inherit',
            '&.Mui-focusVisible, &:focus-visible': { outlineOffset: '-4px', outlineColor: 'currentColor' },
          })}
        >
          {text}
        </ButtonBase>
      )}
      <Box data-print="no" sx={{ display: 'flex', gap: 1, flex: 'none', '@container (max-width: 420px)': { display: 'none' } }}>
        {more === undefined ? null : <ActionButton action={more} />}
        {action === undefined ? null : <ActionButton action={action} />}
      </Box>
      <Box role="status" sx={{ position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' }}>
        {announcement}
      </Box>
      <Popover
        open={open}
        onClose={() => setOpen(false)}
        anchorEl={() => anchor.current}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': main, sx: { padding: 2, width: '26rem', maxWidth: 'calc(100vw - 32px)' } } }}
      >
        {details}
        {action === undefined && more === undefined ? null : (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, marginTop: 2 }}>
            {more === undefined ? null : <ActionButton action={closing(more, setOpen)} />}
            {action === undefined ? null : <ActionButton action={closing(action, setOpen)} />}
          </Box>
        )}
      </Popover>
    </Box>
  )
}

/** CSS pixels of the bar from which on a part is shown. */
const roomFor = { first: 760, second: 640, third: 520 } as const

function closing(action: Action, setOpen: (open: boolean) => void): Action {
  return {
    ...action,
    onPress: () => {
      setOpen(false)
      action.onPress()
    },
  }
}

/** On a filled ground the shape takes the colour of the text. */
function SeverityShapeOn({ tone }: { readonly tone: 'high' | 'critical' }): ReactElement {
  return (
    <Box component="span" sx={(theme) => ({ display: 'inline-flex', '& svg': tone === 'critical' ? { color: theme.colours.onFill } : {} })}>
      <SeverityShape severity={tone} size={18} />
    </Box>
  )
}

function ground(theme: Theme, tone: DeadlineTone): object {
  switch (tone) {
    case 'quiet':
      return { color: theme.colours.quietText }
    case 'running':
      return { color: theme.colours.text }
    case 'high':
      return { color: theme.colours.high, boxShadow: `inset 0 0 0 2px ${theme.colours.high}`, backgroundColor: theme.colours.raised }
    case 'critical':
      return { color: theme.colours.onFill, backgroundColor: theme.colours.critical }
  }
}
