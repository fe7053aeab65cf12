import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { Empty } from '../../ui/Empty.tsx'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from '../report/report-words.ts'
import { sizeText } from '../transfer/size-text.ts'
import type {} from './texts.ts'

type Found = ReplyTo<'updates.found'>['updates'][number]

/** Verdicts that speak of a forged or damaged stick, and not of a good update that does not fit here. */
const alarming: ReadonlySet<Found['verdict']> = new Set(['signature-invalid', 'wrong-key', 'wrong-purpose', 'file-changed'])

/** Updates on the sticks that are in now: those that can be taken over, and why the others cannot. */
export function FoundUpdates({ updates, chosen, onChoose, disabled }: { readonly updates: readonly Found[]; readonly chosen: string | null; onChoose(id: string): void; readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('update')
  const { language } = useReportWords()
  const { zone } = useCoreClock()
  const fitting = updates.filter(({ verdict }) => verdict === 'genuine')
  const released = ({ release, size }: Found): string =>
    release === null ? '' : t('found.released', { at: displayText(release.at, zone, language), size: sizeText(size ?? 0, language), notes: language === 'de' ? release.notes.de : release.notes.en })
  return (
    <Section title={t('found.title')}>
      <Box sx={{ display: 'grid', gap: 2 }}>
        {updates.length === 0 ? <Empty title={t('found.none')} what={t('found.noneWhat')} /> : null}
        {fitting.length === 0 ? null : (
          <RadioInput
            label={t('found.label')}
            help={t('found.help')}
            value={chosen}
            onChange={onChoose}
            disabled={disabled}
            choices={fitting.map((update) => ({ value: update.id, label: t('found.choice', { version: update.named, place: update.place }), explanation: released(update) }))}
          />
        )}
        {updates
          .filter(({ verdict }) => verdict !== 'genuine')
          .map(({ id, named, place, verdict }) => (
            <Notice key={id} title={t('found.refused', { named, place })} {...(alarming.has(verdict) ? { severity: 'critical' as const } : {})}>
              {t(`verdict.${verdict}`)}
            </Notice>
          ))}
      </Box>
    </Section>
  )
}
