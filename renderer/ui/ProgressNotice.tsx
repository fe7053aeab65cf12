import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './ActionButton.tsx'
import { estimateRemaining } from './remaining.ts'

/** When work began, in milliseconds of `performance.now()`, so that the clock of the PC does not matter. */
function useElapsed(): number {
  const [start] = useState(() => performance.now())
  const [elapsed, setElapsed] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setElapsed(performance.now() - start), 200)
    return () => clearInterval(timer)
  }, [start])
  return elapsed
}

/**
 * Work that runs. Nothing is shown in the first 400 ms; after 2 s the count and the remaining time. Mount it when the
 * work starts and take it away when it ends.
 */
export function ProgressNotice({
  label,
  done = 0,
  total = 0,
  unit,
  onCancel,
}: {
  /** What is being done: "Writing the report file". */
  readonly label: string
  readonly done?: number
  /** 0 while it is not known. */
  readonly total?: number
  /** Formats a count, e.g. as MB; plain number if absent. */
  readonly unit?: ((count: number) => string) | undefined
  onCancel?: (() => void) | undefined
}): ReactElement | null {
  const { t, i18n } = useTranslation('ui')
  const elapsed = useElapsed()
  const id = useId()
  if (elapsed < 400) return null
  const known = total > 0
  const show = unit ?? ((count: number) => new Intl.NumberFormat(i18n.language).format(count))
  const remaining = elapsed > 2000 && known ? estimateRemaining(done, total, elapsed) : null
  return (
    <Box
      sx={(theme) => ({
        border: `1px solid ${theme.colours.line}`,
        borderRadius: `${theme.sizes.radius}px`,
        backgroundColor: theme.colours.raised,
        padding: 1.5,
        display: 'flex',
        alignItems: 'center',
        gap: 2,
      })}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography id={id}>{label}</Typography>
        <LinearProgress
          aria-labelledby={id}
          variant={known ? 'determinate' : 'indeterminate'}
          value={known ? Math.min(100, (done / total) * 100) : 0}
          sx={{ marginBlock: 0.75 }}
        />
        <Typography variant="dense" sx={(theme) => ({ color: theme.colours.quietText })}>
          {known ? t('progress.count', { done: show(done), total: show(total) }) : t('progress.working')}
          {remaining === null ? null : ` · ${remaining.unit === 's' ? t('progress.seconds', { count: remaining.amount }) : t('progress.minutes', { count: remaining.amount })}`}
        </Typography>
      </Box>
      {onCancel === undefined ? null : <ActionButton action={{ label: t('progress.cancel'), onPress: onCancel }} />}
    </Box>
  )
}
