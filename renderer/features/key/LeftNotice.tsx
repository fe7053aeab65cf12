import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { Notice } from '../../ui/Notice.tsx'
import { keyPath } from './paths.ts'
import { useLeftWords } from './key-words.ts'
import type {} from './texts.ts'

/** Whose passphrase still opens copies of the record although the access has ended; nothing while there is nobody. */
export function LeftNotice(): ReactElement | null {
  const { t } = useTranslation('key')
  const [, navigate] = useLocation()
  const { value } = useQuery('store.openers', {})
  const words = useLeftWords()
  if (value === undefined || value.left.length === 0) return null
  return (
    <Notice severity="medium" title={words(value.left)} actions={[{ label: t('left.go'), onPress: () => navigate(keyPath) }]}>
      {t('left.until')}
    </Notice>
  )
}
