import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useEffect, useId, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useCommand } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { idleState, reportEvery, type IdleState } from './idle.ts'
import type {} from './texts.ts'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Locks an unwatched screen; warned a minute before, any key goes on. The core counts too and locks without this window. */
export function IdleWatch({ minutes }: { readonly minutes: number }): ReactElement | null {
  const { t } = useTranslation('people')
  const api = useApi()
  const id = useId()
  const { run: lock } = useCommand('people.lock')
  const last = useRef(0)
  const reported = useRef(0)
  const [state, setState] = useState<IdleState>({ kind: 'watched' })

  useEffect(() => {
    let over = false
    last.current = Date.now()
    reported.current = last.current
    const stay = (): void => {
      last.current = Date.now()
      setState((now) => (now.kind === 'watched' ? now : { kind: 'watched' }))
    }
    const look = async (): Promise<void> => {
      const now = Date.now()
      const next = idleState(now - last.current, minutes)
      setState((before) => (before.kind === next.kind && next.kind !== 'warning' ? before : next))
      if (over) return
      if (next.kind === 'over') {
        over = true
        await lock({})
        over = false
        return
      }
      if (last.current <= reported.current || now - reported.current < reportEvery(minutes)) return
      reported.current = now
      const outcome = await api.call('people.active', {})
      if (outcome.ok || outcome.error.code !== 'not-permitted') return
      // The core has locked already, e.g. because the PC was asleep: nothing of the record may stay in sight.
      api.cache.clear()
      api.cache.invalidate(['store.status', 'deadlines.bar'])
    }
    const timer = setInterval(() => void look(), 1_000)
    for (const sign of signs) window.addEventListener(sign, stay, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, stay, { capture: true })
    }
  }, [api, lock, minutes])

  if (state.kind !== 'warning') return null
  return (
    <Dialog open onClose={() => setState({ kind: 'watched' })} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{t('idle.title', { count: state.secondsLeft })}</DialogTitle>
      <DialogContent>
        <Typography>{t('idle.what')}</Typography>
      </DialogContent>
      <DialogActions>
        <ActionButton action={{ label: t('idle.stay'), onPress: () => setState({ kind: 'watched' }) }} weight="primary" autoFocus />
      </DialogActions>
    </Dialog>
  )
}
