import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Site } from '../../../shared/site/site.ts'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { chosenSite, useSiteChoice } from './site-choice.ts'

const all = 'all'

/** Narrows a list to one site; nothing to choose where there is only one. */
export function SiteChoice({ sites }: { readonly sites: readonly Site[] }): ReactElement | null {
  const { t } = useTranslation('editing')
  const { site, choose } = useSiteChoice()
  if (sites.length < 2) return null
  return (
    <Box data-print="no" sx={{ maxWidth: '20rem', marginBottom: 2 }}>
      <ChoiceInput
        label={t('site')}
        value={chosenSite(site, sites) ?? all}
        onChange={(chosen) => choose(chosen === all ? null : chosen)}
        choices={[{ value: all, label: t('allSites') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
        placeholder={t('allSites')}
      />
    </Box>
  )
}
