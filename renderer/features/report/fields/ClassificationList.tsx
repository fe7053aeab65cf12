import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { rsitClasses, rsitEntries, type RsitEntry } from '../../../../shared/report/rsit.ts'
import { unknownValue, type ClassificationValue } from '../../../../shared/report/value.ts'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { RowList } from './RowList.tsx'

/** Classes of the reference taxonomy, each with an entry where one fits. */
export function ClassificationList({ field, texts, value, onChange }: FieldProps<'classification'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  return (
    <RowList<ClassificationValue, typeof unknownValue>
      texts={texts}
      value={value}
      onChange={onChange}
      instead={[unknownValue]}
      addLabel={t('classes.add')}
      make={() => ({ class: 'other', entry: null })}
      rowName={(item) => words.rsitClasses[item.class]}
      most={field.maxItems ?? 5}
    >
      {(item, change) => (
        <>
          <ChoiceInput
            label={t('classes.class')}
            value={item.class}
            onChange={(next) => change({ class: next, entry: null })}
            choices={rsitClasses.map((name) => ({ value: name, label: words.rsitClasses[name] }))}
            placeholder={words.values.open}
          />
          <ChoiceInput
            label={t('classes.entry')}
            value={item.entry ?? noEntry}
            onChange={(entry) => change({ ...item, entry: entry === noEntry ? null : entry })}
            choices={[{ value: noEntry, label: t('classes.noEntry') }, ...rsitEntries[item.class].map((entry: RsitEntry) => ({ value: entry, label: words.rsitEntries[entry] }))]}
            placeholder={t('classes.noEntry')}
          />
        </>
      )}
    </RowList>
  )
}

/** Stands for "the class alone" in the list; no entry of the taxonomy has this name. */
const noEntry = 'class-alone'
