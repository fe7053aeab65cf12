import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useQuery } from '../../api/hooks.ts'
import { say } from '../../app/frame/frame-state.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { DetailPane } from '../../ui/DetailPane.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { keysPaths } from './paths.ts'
import type { ShownKey } from './shown-key.ts'
import { ReplaceSiteKeyDialog } from './ReplaceSiteKeyDialog.tsx'
import { RevokeKeyDialog } from './RevokeKeyDialog.tsx'
import type {} from './texts.ts'

/** One key: whose it is, how it stands, and what can be done about it. */
export function KeyPane({ shown, zone, onClose }: { readonly shown: ShownKey; readonly zone: string; onClose(): void }): ReactElement {
  const { t, i18n } = useTranslation('keys')
  const [, navigate] = useLocation()
  const { value: status } = useQuery('store.status', {})
  const { value: exchange } = useQuery('keyExchange.state', {})
  const [asking, setAsking] = useState<'replace' | 'revoke' | null>(null)
  const manages = status?.who.permissions.includes('keys.manage') === true
  const time = (at: number): string => displayText(at, zone, i18n.language)
  const canReplace = shown.kind === 'site' && shown.state === 'in-use'
  const keyHere = exchange?.keyHere !== false
  const canRevoke = shown.state !== 'revoked' && shown.state !== 'waiting' && (shown.kind === 'site' || (shown.kind === 'person' && shown.state === 'ended'))
  const done = (text: string): void => {
    setAsking(null)
    say(text)
  }
  return (
    <DetailPane title={shown.name ?? t('nameErased')} onClose={onClose} width={420}>
      <KeyValue
        termWidth="9rem"
        facts={[
          { label: t('kind.label'), value: t(`kind.${shown.kind}`) },
          { label: t('state.label'), value: t(`state.${shown.state}`) },
          { label: t('principal'), value: <code>{shown.principal}</code> },
          { label: t('fingerprint'), value: <code>{shown.fingerprint}</code> },
          { label: t('from'), value: time(shown.from) },
          ...(shown.to === null ? [] : [{ label: t('to'), value: time(shown.to) }]),
          ...(shown.revokedAt === null ? [] : [{ label: t('revokedAt'), value: time(shown.revokedAt) }, { label: t('reason'), value: shown.reason ?? '' }]),
          ...(shown.kind === 'site' ? [{ label: t('signed.label'), value: t('signed.count', { count: shown.signed }) }] : []),
        ]}
      />
      <Typography sx={{ marginTop: 2 }}>{t(shown.state === 'in-use' ? `about.${shown.kind}` : `about.${shown.state}`)}</Typography>
      {!manages || exchange === undefined || !(canReplace || canRevoke) ? null : (
        <Box sx={{ marginTop: 2, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {canReplace ? <ActionButton action={keyHere ? { label: t('replace.open'), onPress: () => setAsking('replace') } : { label: t('replace.ask'), onPress: () => navigate(keysPaths.askFor('renew', shown.owner)) }} /> : null}
          {canRevoke ? <ActionButton action={keyHere ? { label: t('revoke.open'), onPress: () => setAsking('revoke') } : { label: t('revoke.ask'), onPress: () => navigate(keysPaths.askFor('revoke', shown.id)) }} weight="critical" /> : null}
        </Box>
      )}
      {asking === 'replace' ? <ReplaceSiteKeyDialog shown={shown} onClose={() => setAsking(null)} onDone={() => done(t('replace.done'))} /> : null}
      {asking === 'revoke' ? <RevokeKeyDialog shown={shown} zone={zone} onClose={() => setAsking(null)} onDone={() => done(t('revoke.done'))} /> : null}
    </DetailPane>
  )
}
