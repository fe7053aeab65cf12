import { useTranslation } from 'react-i18next'
import type { Grant } from '../../../shared/person/roles.ts'
import type {} from './texts.ts'

/** "Engineer, reports to authorities (Werk Nord)": the roles of a person in words. @param sites names by id. */
export function useGrantsText(): (grants: readonly Grant[], sites: ReadonlyMap<string, string>) => string {
  const { t } = useTranslation('people')
  return (grants, sites) => grants.map(({ role, site }) => (site === null ? t(`role.${role}`) : t('roleAt', { role: t(`role.${role}`), site: sites.get(site) ?? '' }))).join(', ')
}
