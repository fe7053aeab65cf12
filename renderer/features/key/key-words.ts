import { useTranslation } from 'react-i18next'
import type { ReplyTo } from '../../api/procedures.ts'
import type {} from './texts.ts'

/** Who can open the record and its copies, as the core tells it. */
export type Openers = ReplyTo<'store.openers'>

/** "Ben Kurz and Cem Lang no longer have access, but ...": who left since the key was changed last. */
export function useLeftWords(): (left: Openers['left']) => string {
  const { t, i18n } = useTranslation('key')
  return (left) => {
    const names = new Intl.ListFormat(i18n.language).format(left.map(({ name }) => name ?? t('nameless')))
    return t('left.title', { count: left.length, names })
  }
}

/** "about 20 seconds", "about 3 minutes". @param milliseconds at least 0. */
export function useAboutTime(): (milliseconds: number) => string {
  const { t } = useTranslation('key')
  return (milliseconds) => {
    const seconds = Math.max(10, Math.ceil(milliseconds / 10_000) * 10)
    return seconds < 100 ? t('about.seconds', { count: seconds }) : t('about.minutes', { count: Math.ceil(seconds / 60) })
  }
}
