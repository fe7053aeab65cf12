import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { articleOf, requirementOf, type ReportField } from '../../../../shared/report/field.ts'
import { findingOutMaximum } from '../../../../shared/report/content.ts'
import type { FieldType } from '../../../../shared/report/field-definition.ts'
import type { FieldValue, ValueByType } from '../../../../shared/report/value.ts'
import { AnswerButtons } from '../../../ui/form/AnswerButtons.tsx'
import { FieldCountContext } from '../../../ui/form/field-count.ts'
import type { FieldBasis, FieldTexts } from '../../../ui/form/FieldFrame.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { useReportWords } from '../report-words.ts'
import { asksFindingOut } from '../steps.ts'
import { ActionList } from './ActionList.tsx'
import { AssetList } from './AssetList.tsx'
import { ChoiceAnswer } from './ChoiceAnswer.tsx'
import { ChoicesAnswer } from './ChoicesAnswer.tsx'
import { ClassificationList } from './ClassificationList.tsx'
import type { FormContext } from './field-props.ts'
import { IdentifierAnswer } from './IdentifierAnswer.tsx'
import { IndicatorList } from './IndicatorList.tsx'
import { InstantAnswer } from './InstantAnswer.tsx'
import { MemberStatesAnswer } from './MemberStatesAnswer.tsx'
import { NumberAnswer } from './NumberAnswer.tsx'
import { ServiceList } from './ServiceList.tsx'
import { TextAnswer } from './TextAnswer.tsx'

/** One question of a report: its control by its type, why it is asked, whether it was filled in, and what is done to find out. */
export function FieldEditor({
  field,
  value,
  onChange,
  isPrefilled,
  isUnsavable,
  findingOut,
  onFindingOut,
  context,
}: {
  readonly field: ReportField
  readonly value: FieldValue | null
  onChange(value: FieldValue | null): void
  /** Filled from the record or an earlier report and not touched since. */
  readonly isPrefilled: boolean
  /** Holds something that cannot be kept. */
  readonly isUnsavable: boolean
  readonly findingOut: string
  onFindingOut(text: string): void
  readonly context: FormContext
}): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const { label, help } = words.fields[field.id]
  const texts: FieldTexts = {
    label,
    help,
    basis: basisOf(field, context.stage),
    error: isUnsavable ? t('field.unsavable') : undefined,
  }
  return (
    <Box data-field={field.id} sx={isPrefilled ? (theme) => ({ borderLeft: `3px solid ${theme.colours.lineStrong}`, paddingLeft: '9px', marginLeft: '-12px' }) : {}}>
      {isPrefilled ? (
        <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText })}>
          {t('field.prefilled')}
        </Typography>
      ) : null}
      <Control field={field} texts={texts} value={value} onChange={onChange} context={context} />
      {asksFindingOut(field, context.stage, value) ? (
        <FieldCountContext value={null}>
          <TextInput label={t('field.findingOut')} help={t('field.findingOutHelp')} value={findingOut} onChange={onFindingOut} maxLength={findingOutMaximum} />
        </FieldCountContext>
      ) : null}
    </Box>
  )
}

function basisOf(field: ReportField, stage: FormContext['stage']): FieldBasis | undefined {
  const article = articleOf(stage, field.id)
  if (article !== null) return { kind: 'law', article }
  return requirementOf(stage, field.id) === 'form' ? { kind: 'form' } : undefined
}

function Control({
  field,
  texts,
  value,
  onChange,
  context,
}: {
  readonly field: ReportField
  readonly texts: FieldTexts
  readonly value: FieldValue | null
  onChange(value: FieldValue | null): void
  readonly context: FormContext
}): ReactElement {
  // The definition of the field says which type its value has; the schema of the draft holds the two together.
  const props = <T extends FieldType>() => ({ field, texts, context, onChange, value: value as ValueByType[T] | null })
  switch (field.type) {
    case 'answer':
      return <AnswerButtons {...texts} value={value as ValueByType['answer'] | null} onChange={onChange} />
    case 'text':
    case 'long-text':
      return <TextAnswer {...props<'text'>()} />
    case 'instant':
      return <InstantAnswer {...props<'instant'>()} />
    case 'number':
      return <NumberAnswer {...props<'number'>()} />
    case 'choice':
      return <ChoiceAnswer {...props<'choice'>()} />
    case 'choices':
      return <ChoicesAnswer {...props<'choices'>()} />
    case 'member-states':
      return <MemberStatesAnswer {...props<'member-states'>()} />
    case 'classification':
      return <ClassificationList {...props<'classification'>()} />
    case 'services':
      return <ServiceList {...props<'services'>()} />
    case 'assets':
      return <AssetList {...props<'assets'>()} />
    case 'indicators':
      return <IndicatorList {...props<'indicators'>()} />
    case 'actions':
      return <ActionList {...props<'actions'>()} />
    case 'identifiers':
      return <IdentifierAnswer {...props<'identifiers'>()} />
  }
}
