import type { ReactElement } from 'react'
import { Page } from '../../ui/Page.tsx'
import type { PageProps } from '../../ui/Page.tsx'
import { usePreferences } from '../preferences/preferences.ts'

/** A `Page` whose "what this screen is for" is remembered as put away. Screens of the rail use this one. */
export function ScreenPage({ id, purpose, ...page }: Omit<PageProps, 'onPurposeSeen'> & { readonly id: string; readonly purpose: string }): ReactElement {
  const dismissed = usePreferences((state) => state.dismissed)
  const change = usePreferences((state) => state.change)
  const seen = dismissed.includes(id)
  return <Page {...page} purpose={seen ? undefined : purpose} onPurposeSeen={() => change({ dismissed: [...dismissed, id] })} />
}
