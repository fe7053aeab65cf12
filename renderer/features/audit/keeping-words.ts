import { useTranslation } from 'react-i18next'
import type {} from './texts.ts'

/** What another screen says when something is due for erasing. */
export function useKeepingWords(): { title(count: number): string; readonly open: string } {
  const { t } = useTranslation('audit')
  return { title: (count) => t('due.title', { count }), open: t('due.open') }
}
