import Typography from '@mui/material/Typography'
import Box from '@mui/material/Box'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CallError } from '../../../shared/contract/client.ts'
import type { Recipient } from '../../../shared/entity/entity.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import type { Language } from '../../../shared/report/language.ts'
import type { Release } from '../../../shared/report/release.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { tlpCode, tlpLabels } from '../../../shared/report/tlp.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ChoiceInput } from '../../ui/form/ChoiceInput.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Section } from '../../ui/Section.tsx'
import { usePermitted } from '../../ui/permitted.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { reportPaths } from './paths.ts'
import { RecipientQuick } from './RecipientQuick.tsx'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { inSentence, useReportWords } from './report-words.ts'
import { forgetReviewChoice, type ReviewChoice } from './review-choice.ts'

/** To whom, in which language, how far it may go; and the release itself. */
export function ReleasePanel({
  view,
  stage,
  recipients,
  recipient,
  language,
  choice,
  choose,
  preview,
  replaced,
  unsaved,
  keeper,
}: {
  readonly view: IncidentView
  readonly stage: Stage
  readonly recipients: readonly Recipient[]
  readonly recipient: Recipient
  readonly language: Language
  readonly choice: ReviewChoice
  choose(part: Partial<ReviewChoice>): void
  readonly preview: ReplyTo<'reports.preview'> | null
  /** The version this one would replace for this recipient. */
  readonly replaced: Release | null
  /** Why what was typed has not reached the record. */
  readonly unsaved: CallError | null
  readonly keeper: DraftKeeper
}): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language: screen } = useReportWords()
  const [, navigate] = useLocation()
  const [adding, setAdding] = useState(false)
  const [releasing, setReleasing] = useState(false)
  const stageName = inSentence(words.stages[stage], screen)
  const missing = preview?.review.missingByLaw.length ?? 0
  const reasonMissing = replaced !== null && choice.reason.trim() === ''
  const permitted = usePermitted('report.release')
  const unready =
    missing > 0 ? t('release.blockedByLaw', { count: missing }) : reasonMissing ? t('release.blockedByReason') : preview === null ? t('release.notReady') : undefined
  const blocked = permitted ? unready : t('release.blockedByRole')
  const place = useFocusWhenReady(blocked === undefined)
  if (adding) {
    return (
      <Section title={t('recipient.addTitle')}>
        <RecipientQuick
          first={false}
          stage={stage}
          taken={recipients.map((other) => other.label)}
          onCancel={() => setAdding(false)}
          onSaved={(id) => {
            choose({ recipient: id })
            setAdding(false)
          }}
        />
      </Section>
    )
  }
  return (
    <Section title={t('release.title')}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 5fr) minmax(0, 3fr) minmax(0, 5fr)' } }}>
          <Box>
            <ChoiceInput
              label={t('release.recipient')}
              value={recipient.id}
              onChange={(id) => choose({ recipient: id })}
              choices={recipients.map((other) => ({ value: other.id, label: `${other.name} (${words.recipientKinds[other.kind]})` }))}
              placeholder={words.values.open}
            />
            <Box sx={{ marginTop: 1 }}>
              <ActionButton action={{ label: t('release.addAnother'), onPress: () => setAdding(true) }} weight="plain" />
            </Box>
          </Box>
          <ChoiceInput
            label={t('release.language')}
            value={language}
            onChange={(next) => choose({ language: next })}
            choices={[
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
            placeholder={words.values.open}
          />
          <ChoiceInput
            label={t('release.sharing')}
            help={words.tlp[choice.tlp]}
            value={choice.tlp}
            onChange={(tlp) => choose({ tlp })}
            choices={tlpLabels.map((label) => ({ value: label, label: `${t(`tlp.${label}`)} (${tlpCode(label)})` }))}
            placeholder={words.values.open}
          />
        </Box>
        {replaced === null ? null : (
          <TextInput
            label={t('release.reason')}
            help={t('release.reasonHelp', { version: replaced.version })}
            value={choice.reason}
            onChange={(reason) => choose({ reason })}
            maxLength={600}
            lines={2}
            autoFocus={choice.reason === ''}
          />
        )}
        {unsaved === null ? null : <ErrorNotice error={unsaved} actions={[{ label: t('saveAgain', { stage: stageName }), onPress: () => void keeper.flush() }]} />}
        {blocked === undefined ? null : (
          <Typography role="status" sx={{ fontWeight: 700 }}>
            {blocked}
          </Typography>
        )}
        <Box ref={place}>
          <ActionButton
            action={{ label: t('release.do', { stage: stageName }), onPress: () => setReleasing(true), ...(blocked === undefined ? {} : { blockedBecause: blocked }) }}
            weight="primary"
          />
        </Box>
      </Box>
      {releasing && preview !== null ? (
        <ReleaseDialog
          view={view}
          stage={stage}
          recipient={recipient}
          language={language}
          choice={choice}
          preview={preview}
          replaced={replaced}
          onCancel={() => setReleasing(false)}
          onReleased={(release) => {
            forgetReviewChoice(`${view.incident.id} ${stage}`)
            navigate(reportPaths.released(view.incident.id, release.id))
          }}
        />
      ) : null}
    </Section>
  )
}

/**
 * Puts the focus on the button inside as soon as it can be pressed, once, so that Enter goes on; but never takes it from a field that
 * somebody is using.
 */
function useFocusWhenReady(ready: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const done = useRef(false)
  useEffect(() => {
    if (!ready || done.current) return
    done.current = true
    const active = document.activeElement
    if (active === null || active === document.body || active.matches('[data-page-title]')) place.current?.querySelector('button')?.focus()
  }, [ready])
  return place
}
