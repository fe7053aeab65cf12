import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useQuery } from '../../api/hooks.ts'
import { say } from '../../app/frame/frame-state.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { RemoveCertificateDialog } from './RemoveCertificateDialog.tsx'
import { TakeCertificateDialog } from './TakeCertificateDialog.tsx'
import type {} from './texts.ts'

/** The plant's own certificate, which nobody needs: what it is, how long it lasts, and what can be done about it. */
export function PlantCertificateSection({ zone, manages }: { readonly zone: string; /** Whether this person may change keys. */ readonly manages: boolean }): ReactElement {
  const { t, i18n } = useTranslation('keys')
  const { value, error } = useQuery('plantCertificate.show', {})
  const [asking, setAsking] = useState<'take' | 'remove' | null>(null)
  const time = (at: number): string => displayText(at, zone, i18n.language)
  const certificate = value?.certificate ?? null
  const state = value?.state ?? null
  const done = (text: string): void => {
    setAsking(null)
    say(text)
  }
  return (
    <Section
      title={t('plant.title')}
      actions={
        value === undefined || !manages ? undefined : (
          <>
            <ActionButton action={{ label: t(certificate === null ? 'plant.takeOpen' : 'plant.takeOther'), onPress: () => setAsking('take') }} />
            {certificate === null ? null : <ActionButton action={{ label: t('plant.removeOpen'), onPress: () => setAsking('remove') }} />}
          </>
        )
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
        <Typography sx={{ maxWidth: '46rem' }}>{t('plant.about')}</Typography>
        {error === null ? null : <ErrorNotice error={error} />}
        {value === undefined ? null : certificate === null ? (
          <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('plant.none')}</Typography>
        ) : (
          <>
            {state === null || state === 'valid' ? null : <Notice severity="medium" title={t(`plant.state.${state}`, { from: time(certificate.from), to: time(certificate.to) })} />}
            <KeyValue
              facts={[
                { label: t('plant.subject'), value: certificate.subject },
                { label: t('plant.issuer'), value: certificate.issuer },
                { label: t('plant.valid'), value: t('plant.validValue', { from: time(certificate.from), to: time(certificate.to) }) },
                { label: t('plant.key'), value: t(`plant.keyKind.${certificate.keyKind}`, { bits: certificate.keyBits }) },
                { label: t('plant.serial'), value: <code>{certificate.serial}</code> },
                { label: t('plant.fingerprint'), value: <Box component="code" sx={{ overflowWrap: 'anywhere' }}>{certificate.fingerprint}</Box> },
              ]}
            />
          </>
        )}
      </Box>
      {asking === 'take' ? <TakeCertificateDialog replaces={certificate !== null} onClose={() => setAsking(null)} onDone={() => done(t('plant.take.done'))} /> : null}
      {asking === 'remove' && certificate !== null ? <RemoveCertificateDialog certificate={certificate.id} onClose={() => setAsking(null)} onDone={() => done(t('plant.remove.done'))} /> : null}
    </Section>
  )
}
