import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQuery } from '../../../api/hooks.ts'

/** At an entry of the unconfirmed control room: who stands for it, or the way to say "that was me". */
export function ClaimMark({ incident, entry }: { readonly incident: string; readonly entry: string }): ReactElement | null {
  const { t } = useTranslation('incident')
  const { value: view } = useQuery('incidents.get', { incident })
  const { value: list } = useQuery('people.list', {})
  const claim = useCommand('chronology.claim')
  if (view === undefined) return null
  const claimed = view.claims.find((known) => known.entry === entry)
  if (claimed !== undefined) {
    const person = list?.people.find(({ id }) => id === claimed.person)
    return <span>{t('claim.by', { name: person?.name ?? person?.function ?? '' })}</span>
  }
  return (
    <Link component="button" type="button" variant="body2" disabled={claim.busy} onClick={() => void claim.run({ incident, entry })}>
      {t('claim.mine')}
    </Link>
  )
}
