import type { ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useKeepingWords } from '../audit/keeping-words.ts'
import { auditPaths } from '../audit/paths.ts'

/** Says that something is due for erasing by the site's rules, to those who can do it; nothing otherwise. */
export function KeepingDue(): ReactElement | null {
  const words = useKeepingWords()
  const [, navigate] = useLocation()
  const { value: status } = useQuery('store.status', {})
  const mayErase = status?.who.permissions.includes('store.manage') === true
  const { value } = useQuery('retention.get', mayErase ? {} : null)
  const due = value?.rules.reduce((sum, rule) => sum + rule.due, 0) ?? 0
  if (due === 0) return null
  return <Notice title={words.title(due)} actions={[{ label: words.open, onPress: () => navigate(auditPaths.keeping) }]} />
}
