import ChevronLeftIcon from '@mui/icons-material/ChevronLeft'
import ChevronRightIcon from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** How many items of a strip are not wholly in sight, at either end. */
interface OutOfSight {
  readonly before: number
  readonly after: number
}

/** Width of an end, in CSS pixels. */
const endWidth = 92

/** So much of an item may be covered, in CSS pixels: its padding, and the rounding of a zoomed window. */
const slack = 8

/**
 * A list in one line, with its current item (`aria-current`) in sight. Where it is longer than its place, each end says how many more
 * there are and leads there. Those ends are for the mouse: with the keyboard each item is reached by itself, and comes into sight then.
 */
export function ScrollStrip({
  count,
  current,
  children,
}: {
  /** Number of items. */
  readonly count: number
  /** Id of the current item; a change brings it into sight. */
  readonly current: string | undefined
  /** `li` elements. */
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  const list = useRef<HTMLOListElement>(null)
  const { before, after } = useOutOfSight(list, count)
  useCurrentInSight(list, current)
  const move = (direction: 1 | -1): void => {
    const width = Math.max(endWidth, (list.current?.clientWidth ?? 0) - 2 * endWidth)
    list.current?.scrollBy({ left: direction * width, behavior: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  }
  return (
    <Box sx={{ position: 'relative' }}>
      {before === 0 ? null : <End label={t('strip.before', { count: before })} side="before" onPress={() => move(-1)} />}
      <Box
        component="ol"
        ref={list}
        sx={{
          listStyle: 'none',
          margin: 0,
          padding: 0,
          display: 'flex',
          overflowX: 'auto',
          scrollPaddingInline: `${String(endWidth)}px`,
          // The ends say that there is more; a bar below would say it again and take a line.
          scrollbarWidth: 'none',
          '@media print': { flexWrap: 'wrap' },
        }}
      >
        {children}
      </Box>
      {after === 0 ? null : <End label={t('strip.after', { count: after })} side="after" onPress={() => move(1)} />}
    </Box>
  )
}

function End({ label, side, onPress }: { readonly label: string; readonly side: keyof OutOfSight; onPress(): void }): ReactElement {
  const isBefore = side === 'before'
  return (
    <ButtonBase
      aria-hidden
      tabIndex={-1}
      data-print="no"
      onClick={onPress}
      sx={(theme) => ({
        position: 'absolute',
        insetBlock: 0,
        [isBefore ? 'left' : 'right']: 0,
        zIndex: 1,
        width: endWidth,
        font: 'inherit',
        fontSize: '0.8125rem',
        color: theme.colours.action,
        backgroundColor: theme.colours.surface,
        [isBefore ? 'borderRight' : 'borderLeft']: `1px solid ${theme.colours.lineStrong}`,
        '&:hover': { backgroundColor: theme.colours.selectedRow },
      })}
    >
      {isBefore ? <ChevronLeftIcon fontSize="small" /> : null}
      {label}
      {isBefore ? null : <ChevronRightIcon fontSize="small" />}
    </ButtonBase>
  )
}

function useOutOfSight(list: { readonly current: HTMLElement | null }, count: number): OutOfSight {
  const [found, setFound] = useState<OutOfSight>({ before: 0, after: 0 })
  useEffect(() => {
    const strip = list.current
    // Without layout, as in a test, everything counts as seen.
    if (strip === null || typeof ResizeObserver === 'undefined') return
    const look = (): void => {
      const { left, right } = strip.getBoundingClientRect()
      const boxes = [...strip.children].map((item) => item.getBoundingClientRect())
      // An end that is there covers what lies below it.
      const hides = { before: boxes.some((box) => box.left < left - slack), after: boxes.some((box) => box.right > right + slack) }
      const before = hides.before ? Math.max(1, boxes.filter((box) => box.left < left + endWidth - slack && box.right < right).length) : 0
      const after = hides.after ? Math.max(1, boxes.filter((box) => box.right > right - endWidth + slack && box.left > left).length) : 0
      setFound((now) => (now.before === before && now.after === after ? now : { before, after }))
    }
    const observer = new ResizeObserver(look)
    observer.observe(strip)
    for (const item of strip.children) observer.observe(item)
    strip.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      strip.removeEventListener('scroll', look)
    }
  }, [list, count])
  return found
}

/** Brings the current item into the middle when it changes and when the strip gets another width; never while somebody scrolls. */
function useCurrentInSight(list: { readonly current: HTMLElement | null }, current: string | undefined): void {
  useEffect(() => {
    const strip = list.current
    if (strip === null || current === undefined || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => strip.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' }))
    observer.observe(strip)
    return () => observer.disconnect()
  }, [list, current])
}
