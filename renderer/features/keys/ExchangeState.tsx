import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { keysPaths } from './paths.ts'
import type {} from './texts.ts'

/** How long before the end of the certificates it is said, in milliseconds. */
const ahead = 60 * 86_400_000

/** What stands between this record and the head office, or the plants it certifies. */
export function ExchangeState({ state, manages }: { readonly state: ReplyTo<'keyExchange.state'>; readonly manages: boolean }): ReactElement {
  const { t, i18n } = useTranslation('exchange')
  const [, navigate] = useLocation()
  const { zone, clock } = useCoreClock()
  const time = (at: number): string => displayText(at, zone, i18n.language)
  const { asked, keyHere, waiting, validUntil, answered } = state
  const ends = !keyHere && validUntil !== null && validUntil - clock.now() < ahead ? validUntil : null
  const ask = { label: t(keyHere ? 'open.keep' : 'open.ask'), onPress: () => navigate(keysPaths.ask) }
  // Whoever certifies others keeps its own key; and a plant whose key lies elsewhere certifies nobody.
  const actions = [
    ...(keyHere && answered.length > 0 ? [] : [ask]),
    ...(asked === null ? [] : [{ label: t('open.answer'), onPress: () => navigate(keysPaths.answer) }]),
    ...(keyHere ? [{ label: t('open.request'), onPress: () => navigate(keysPaths.request) }] : []),
  ]
  return (
    <>
      {!keyHere && waiting > 0 ? (
        <Notice severity="medium" title={t('state.waitingTitle')} actions={manages ? [ask] : []}>
          {t('state.waiting', { count: waiting })}
        </Notice>
      ) : null}
      {ends === null ? null : (
        <Notice severity={ends < clock.now() ? 'critical' : 'medium'} title={t(ends < clock.now() ? 'state.over' : 'state.soon', { time: time(ends) })} actions={manages ? [ask] : []}>
          {t('state.soonText')}
        </Notice>
      )}
      <Section title={t(keyHere ? 'state.title' : 'elsewhere.title')}>
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <Typography>{t(keyHere ? 'state.text' : 'elsewhere.text')}</Typography>
          {asked === null ? null : (
            <KeyValue
              facts={[
                { label: t('state.asked'), value: t(asked.answered ? 'state.askedDone' : 'state.askedAt', { time: time(asked.requestedAt) }) },
                ...(keyHere ? [] : [{ label: t('state.good'), value: validUntil === null ? t('state.forGood') : time(validUntil) }]),
              ]}
            />
          )}
          {!manages ? null : (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
              {actions.map((action) => (
                <ActionButton key={action.label} action={action} />
              ))}
              {asked === null || asked.answered ? null : <ActionButton action={{ label: t('state.carryAgain'), onPress: () => navigate(keysPaths.out(asked.id)) }} />}
            </Box>
          )}
        </Box>
      </Section>
      {answered.length === 0 ? null : (
        <Section title={t('certified.title')}>
          <KeyValue
            facts={answered.map((one) => ({
              label: one.entity.name,
              value: (
                <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, columnGap: 2 }}>
                  <span>{`${one.sites.map(({ name }) => name).join(', ')}. ${t('certified.list', { number: one.list, time: time(one.certifiedAt) })}${one.validUntil === null ? '' : `, ${t('certified.good', { time: time(one.validUntil) })}`}`}</span>
                  {manages ? <ActionButton action={{ label: t('certified.carryAgain'), onPress: () => navigate(keysPaths.out(one.id)) }} /> : null}
                </Box>
              ),
            }))}
          />
        </Section>
      )}
    </>
  )
}
