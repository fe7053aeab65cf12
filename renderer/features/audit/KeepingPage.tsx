import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ErasableKind, Erasure } from '../../../shared/retention/erasure.ts'
import { useQuery } from '../../api/hooks.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { useReportWords } from '../report/report-words.ts'
import { AuditFrame } from './AuditFrame.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { ErasePanel } from './ErasePanel.tsx'
import type { KeepingRule } from './keeping-rule.ts'
import { longTime } from './long-time.ts'
import { auditPaths } from './paths.ts'
import type {} from './texts.ts'
import { usePeople } from './use-people.ts'
import { useRecordZone } from './use-record-zone.ts'

/** How long what is kept, what is due, and what was erased. */
export function KeepingPage(): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  const { value, error, refresh } = useQuery('retention.get', {})
  const { value: acts } = useQuery('retention.erasures', {})
  const { value: seconds } = useQuery('audit.seconds', {})
  const [deciding, setDeciding] = useState<KeepingRule | null>(null)
  const [looking, setLooking] = useState<{ readonly kind: ErasableKind; readonly early: boolean } | null>(null)
  const [done, setDone] = useState<Erasure | null>(null)
  const alone = seconds !== undefined && seconds.people.length === 0
  return (
    <AuditFrame tab="keeping" purpose={t('keeping.purpose')}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        {error === null ? null : <ErrorNotice error={error} actions={[{ label: t('again'), onPress: refresh }]} />}
        {done === null ? null : <Done erasure={done} />}
        {value === undefined || value.continuedFrom === null ? null : <Notice severity="medium" title={t('keeping.continued', { at: longTime(value.continuedFrom, zone, language) })} />}
        {alone ? <Notice title={t('keeping.alone')} /> : null}
        {looking === null ? (
          <>
            {value === undefined ? null : <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{value.note[language]}</Typography>}
            {value?.rules.map((rule) => (
              <Rule
                key={rule.kind}
                rule={rule}
                onDecide={() => setDeciding(rule)}
                onLook={(early) => {
                  setDone(null)
                  setLooking({ kind: rule.kind, early })
                }}
              />
            ))}
            <Acts acts={acts?.erasures ?? null} />
          </>
        ) : (
          <ErasePanel
            {...looking}
            alone={alone}
            onClose={() => setLooking(null)}
            onErased={(erasure) => {
              setLooking(null)
              setDone(erasure)
            }}
          />
        )}
      </Box>
      {deciding === null ? null : <DecideDialog rule={deciding} onClose={() => setDeciding(null)} />}
    </AuditFrame>
  )
}

function Rule({ rule, onDecide, onLook }: { readonly rule: KeepingRule; onDecide(): void; onLook(early: boolean): void }): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  const { nameOf } = usePeople()
  const { decision } = rule
  const months = decision === null ? rule.proposed : decision.months
  return (
    <Section title={t(`keeping.kind.${rule.kind}`)} actions={<ActionButton action={{ label: t('keeping.decide'), needs: 'settings.write', onPress: onDecide }} />}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
        <Typography>
          <strong>{months === null ? t('keeping.noEnd') : `${t('keeping.months', { count: months })} ${t(`keeping.begins.${rule.begins}`)}`}</strong>
          {' ('}
          {decision === null ? t('keeping.proposal') : t('keeping.decided', { at: longTime(decision.at, zone, language), who: nameOf(decision.actor) })}
          {')'}
        </Typography>
        <Typography>{decision === null ? rule.why[language] : decision.reason}</Typography>
        {decision === null ? (
          <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>{`${t('keeping.source')}: ${rule.source[language]}`}</Typography>
        ) : null}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          {rule.due === 0 ? (
            <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('keeping.noneDue')}</Typography>
          ) : (
            <>
              <SeverityMark severity="medium" label={`${t('keeping.due')}: ${t('keeping.dueCount', { count: rule.due })}`} />
              <ActionButton action={{ label: t('keeping.look'), onPress: () => onLook(false) }} />
            </>
          )}
          <ActionButton action={{ label: t('keeping.lookEarly'), onPress: () => onLook(true) }} />
        </Box>
      </Box>
    </Section>
  )
}

function Done({ erasure }: { readonly erasure: Erasure }): ReactElement {
  const { t } = useTranslation('audit')
  const count = Object.values(erasure.counts).reduce((sum, one) => sum + one, 0)
  return (
    <Notice severity="good" live title={t('keeping.doneTitle', { count })}>
      {erasure.overwrittenAt === null ? <Typography>{t('keeping.overwrittenLater')}</Typography> : null}
      <Link href={auditPaths.proof(erasure.sequence)}>{t('history.proof')}</Link>
    </Notice>
  )
}

function Acts({ acts }: { readonly acts: readonly Erasure[] | null }): ReactElement {
  const { t } = useTranslation('audit')
  const { language } = useReportWords()
  const zone = useRecordZone()
  const { nameOf } = usePeople()
  return (
    <Section title={t('keeping.acts')}>
      {acts === null ? null : acts.length === 0 ? (
        <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('keeping.noActs')}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1 }}>
          {acts.map((act) => (
            <li key={act.sequence}>
              <Link href={auditPaths.proof(act.sequence)}>{`${longTime(act.at, zone, language)}: ${whatWent(act, (kind, count) => t('keeping.eraseWhat', { kind: t(`keeping.kind.${kind}`), count }))}`}</Link>
              <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{`${t('keeping.twoPersons', { first: nameOf(act.actor), second: nameOf(act.secondPerson) })}. ${act.reason}`}</Typography>
            </li>
          ))}
        </Box>
      )}
    </Section>
  )
}

/** What an act erased, kind by kind. */
function whatWent(act: Erasure, told: (kind: ErasableKind, count: number) => string): string {
  return (Object.entries(act.counts) as [ErasableKind, number][])
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => told(kind, count))
    .join(', ')
}
