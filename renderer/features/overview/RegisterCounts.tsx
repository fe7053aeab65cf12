import MuiLink from '@mui/material/Link'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useQuery } from '../../api/hooks.ts'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Section } from '../../ui/Section.tsx'
import { incidentPaths } from '../incident/paths.ts'
import { registerPaths } from '../register/paths.ts'
import { settingsPaths } from '../settings/paths.ts'

/** How much the record holds; every number leads to its list. */
export function RegisterCounts(): ReactElement {
  const { t } = useTranslation('overview')
  const { value: assets } = useQuery('assets.list', { site: null })
  const { value: zones } = useQuery('zones.list', { site: null })
  const { value: services } = useQuery('services.list', { site: null })
  const { value: sites } = useQuery('sites.list', {})
  const { value: incidents } = useQuery('incidents.list', {})
  const { value: contacts } = useQuery('recipients.list', {})
  const placed = assets?.assets.filter(({ networkZone }) => networkZone !== null).length ?? 0
  const open = incidents?.incidents.filter(({ incident }) => incident.closedAt === null).length ?? 0
  return (
    <Section title={t('register.title')}>
      <KeyValue
        facts={[
          { label: t('register.incidents'), value: <Count href={incidentPaths.list}>{incidents === undefined ? null : t('register.incidentsCount', { count: incidents.incidents.length, open })}</Count> },
          { label: t('register.assets'), value: <Count href={registerPaths.assets}>{assets === undefined ? null : t('register.assetsCount', { count: assets.assets.length, placed })}</Count> },
          { label: t('register.zones'), value: <Count href={registerPaths.zones}>{zones?.zones.length ?? null}</Count> },
          { label: t('register.services'), value: <Count href={registerPaths.services}>{services?.services.length ?? null}</Count> },
          { label: t('register.sites'), value: <Count href={settingsPaths.page('sites')}>{sites?.sites.length ?? null}</Count> },
          { label: t('register.contacts'), value: <Count href={settingsPaths.page('contacts')}>{contacts?.recipients.length ?? null}</Count> },
        ]}
      />
    </Section>
  )
}

/** A number that leads to its list; nothing while it is not read yet, for a link without a name leads nobody anywhere. */
function Count({ href, children }: { readonly href: string; readonly children: ReactNode }): ReactElement | null {
  if (children === null) return null
  return (
    <Link href={href} asChild>
      <MuiLink>{children}</MuiLink>
    </Link>
  )
}
