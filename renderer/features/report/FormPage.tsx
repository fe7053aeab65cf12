import Box from '@mui/material/Box'
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { fieldOf } from '../../../shared/report/field.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import { useCoreClock } from '../../api/core-clock.ts'
import { say } from '../../app/frame/frame-state.ts'
import { useShortcut } from '../../app/frame/shortcuts.ts'
import { useMedia } from '../../ui/use-media.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FormStep } from '../../ui/form/FormStep.tsx'
import { Page } from '../../ui/Page.tsx'
import { clockOnly } from '../../ui/short-time.ts'
import { FieldEditor } from './fields/FieldEditor.tsx'
import type { FormContext } from './fields/field-props.ts'
import type { DraftSnapshot } from './draft-keeper.ts'
import { isSaved } from './draft-state.ts'
import { reportPaths } from './paths.ts'
import { inSentence, useReportWords } from './report-words.ts'
import { StepList } from './StepList.tsx'
import { askedFields, stepAfter, stepBefore, type ReportStep } from './steps.ts'
import { useStepTitle } from './step-title.ts'
import { useDraft, type OpenedDraft } from './use-opened-draft.ts'

/** CSS pixels from which the steps stand beside the form. */
const besideFrom = 1100

/** One step of a report's form, with all steps beside it. Everything saves itself. */
export function FormPage({
  view,
  stage,
  title,
  opened,
  steps,
  step,
  wanted,
}: {
  readonly view: IncidentView
  readonly stage: Stage
  readonly title: string
  readonly opened: OpenedDraft
  readonly steps: readonly ReportStep[]
  readonly step: ReportStep
  /** Field that takes the focus; else the first one of the step. */
  readonly wanted: string | null
}): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language } = useReportWords()
  const [, navigate] = useLocation()
  const { clock } = useCoreClock()
  const { keeper } = opened
  const snapshot = useDraft(keeper)
  const { draft } = snapshot
  const titleOf = useStepTitle()
  const beside = useMedia(`(min-width: ${besideFrom}px)`)
  const { incident } = view
  const saved = useSavedText(snapshot, incident.zone)
  useSaveKey(keeper.flush, incident.zone, () => clock.now())
  const form = useFocusedField(step.id, wanted)
  const context: FormContext = { stage, zone: incident.zone, site: incident.site, now: () => clock.now() }
  const next = step.block === 'law' ? null : stepAfter(steps, step.id)
  const before = stepBefore(steps, step.id)
  const toReview = (): void => navigate(reportPaths.review(incident.id, stage))
  const review = { label: t('toReview'), onPress: toReview }
  const asked = askedFields(step, draft.content)
  return (
    <Page
      title={title}
      secondary={[
        { label: t('toIncident', { number: incident.number }), onPress: () => navigate(reportPaths.incident(incident.id)) },
        ...(stage === 'early-warning' ? [{ label: t('toPhone'), onPress: () => navigate(reportPaths.phone(incident.id, stage)) }] : []),
        ...(next === null ? [] : [review]),
      ]}
    >
      <Box sx={{ display: 'flex', flexDirection: beside ? 'row' : 'column', gap: beside ? 4 : 2, alignItems: 'stretch' }}>
        <Box sx={beside ? { flex: '0 0 17rem' } : { minWidth: 0 }}>
          <StepList
            steps={steps}
            stage={stage}
            content={draft.content}
            current={step.id}
            direction={beside ? 'column' : 'row'}
            onOpen={(id) => navigate(reportPaths.form(incident.id, stage, id))}
            onReview={toReview}
          />
        </Box>
        <Box ref={form} sx={{ flex: 1, minWidth: 0 }}>
          <FormStep
            title={titleOf(step)}
            lead={step.block === 'law' ? t('law.lead') : stage === 'early-warning' ? t('optionalLead') : undefined}
            forward={next === null ? review : { label: t('next', { step: titleOf(next) }), onPress: () => navigate(reportPaths.form(incident.id, stage, next.id)) }}
            back={before === null ? undefined : { label: t('back'), onPress: () => navigate(reportPaths.form(incident.id, stage, before.id)) }}
            saved={saved}
          >
            {asked.length === 0 ? <p>{t('nothingAsked')}</p> : null}
            {asked.map((field) => (
              <FieldEditor
                key={field.id}
                field={fieldOf(field.id)}
                value={draft.content[field.id] ?? null}
                onChange={(value) => keeper.answer(field.id, value)}
                isPrefilled={draft.prefilled.includes(field.id)}
                isUnsavable={draft.unsavable.includes(field.id)}
                findingOut={draft.content.findingOut?.[field.id] ?? ''}
                onFindingOut={(text) => keeper.findingOut(field.id, text)}
                context={context}
              />
            ))}
          </FormStep>
          {snapshot.error === null ? null : (
            <Box sx={{ marginTop: 2, maxWidth: '40rem' }}>
              <ErrorNotice error={snapshot.error} actions={[{ label: t('saveAgain', { stage: inSentence(words.stages[stage], language) }), onPress: () => void keeper.flush() }]} />
            </Box>
          )}
        </Box>
      </Box>
    </Page>
  )
}

/** "saved 03:12", in the zone of the incident. */
function useSavedText({ draft, saving }: DraftSnapshot, zone: string): string {
  const { t } = useTranslation('report-form')
  if (saving || !isSaved(draft)) return t('saving')
  return draft.savedAt === null ? t('savesItself') : t('saved', { time: clockOnly(draft.savedAt, zone) })
}

/** Ctrl+S saves at once and says so. */
function useSaveKey(flush: () => Promise<boolean>, zone: string, now: () => number): void {
  const { t } = useTranslation(['report-form', 'frame'])
  useShortcut(
    'Ctrl+S',
    t('frame:shortcut.saved'),
    () => {
      void flush().then((done) => say(done ? t('report-form:saved', { time: clockOnly(now(), zone) }) : t('report-form:notSaved')))
    },
    true,
  )
}

/** Puts the focus into the wanted field of a step, else into its first. */
function useFocusedField(step: string, wanted: string | null): { readonly current: HTMLDivElement | null } {
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
    const place = fields.find((field) => field.dataset['field'] === wanted) ?? form.current
    // The chosen one of several radio buttons is the one that Tab would reach.
    const first = place?.matches('[data-field]') === true ? place : (fields[0] ?? place)
    const target = first?.querySelector<HTMLElement>('input[type="radio"]:checked') ?? first?.querySelector<HTMLElement>('input, textarea, [role="combobox"], button')
    target?.focus()
    if (wanted !== null) place?.scrollIntoView({ block: 'center' })
  }, [step, wanted])
  return form
}
