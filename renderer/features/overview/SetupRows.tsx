import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { inSetupOrder, setupPath, type SetupTask } from '../settings/setup-places.ts'
import { NeedList, NeedRow } from '../../ui/NeedRow.tsx'

/** What a start in a hurry left open; each leads to its place. */
export function SetupRows({ open }: { readonly open: readonly SetupTask[] }): ReactElement {
  const { t } = useTranslation('overview')
  const [, navigate] = useLocation()
  return (
    <NeedList>
      {inSetupOrder(open).map((task) => (
        <NeedRow key={task} title={t(`setup.${task}.title`)} detail={t(`setup.${task}.why`)} action={{ label: t(`setup.${task}.action`), onPress: () => navigate(setupPath(task)) }} />
      ))}
    </NeedList>
  )
}
