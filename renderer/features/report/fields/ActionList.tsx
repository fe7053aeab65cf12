import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { actionEffects, actionStates } from '../../../../shared/report/choices.ts'
import { noneValue, unknownValue, type ActionItem } from '../../../../shared/report/value.ts'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { InstantField } from '../../../ui/form/InstantField.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { RowList } from './RowList.tsx'

/** What was done, is being done and is planned, with its effect on supply. */
export function ActionList({ field, texts, value, onChange, context }: FieldProps<'actions'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  return (
    <RowList<ActionItem, typeof unknownValue | typeof noneValue>
      texts={texts}
      value={value}
      onChange={onChange}
      instead={[noneValue, unknownValue]}
      addLabel={t('actions.add')}
      make={() => ({ text: '', state: 'applied', at: null, effect: 'unknown' })}
      rowName={(item, index) => (item.text === '' ? t('actions.row', { number: index + 1 }) : item.text)}
      most={field.maxItems ?? 100}
    >
      {(item, change) => (
        <>
          <TextInput label={words.columns.action} value={item.text} onChange={(text) => change({ ...item, text })} maxLength={600} />
          <ChoiceInput
            label={words.columns.state}
            value={item.state}
            onChange={(state) => change({ ...item, state })}
            choices={actionStates.map((state) => ({ value: state, label: words.actionStates[state] }))}
            placeholder={words.values.open}
          />
          <InstantField
            label={words.columns.when}
            value={item.at}
            onChange={(at) => change({ ...item, at })}
            zone={context.zone}
            now={() => context.now()}
            mayLieAhead={item.state === 'planned'}
          />
          <ChoiceInput
            label={words.columns.effect}
            value={item.effect}
            onChange={(effect) => change({ ...item, effect })}
            choices={actionEffects.map((effect) => ({ value: effect, label: words.actionEffects[effect] }))}
            placeholder={words.values.open}
          />
        </>
      )}
    </RowList>
  )
}
