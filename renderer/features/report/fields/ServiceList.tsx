import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { serviceStates } from '../../../../shared/report/choices.ts'
import { noneValue, unknownValue, type ServiceItem } from '../../../../shared/report/value.ts'
import { useQuery } from '../../../api/hooks.ts'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { FromRegister } from './FromRegister.tsx'
import { AmountInput } from './AmountInput.tsx'
import { RowList } from './RowList.tsx'

/** Services in this incident, from the register or by name. */
export function ServiceList({ field, texts, value, onChange, context }: FieldProps<'services'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const { value: register } = useQuery('services.list', { site: context.site })
  const items = Array.isArray(value) ? value : []
  const free = (register?.services ?? []).filter((service) => !items.some((item) => item.name === service.name))
  return (
    <RowList<ServiceItem, typeof unknownValue | typeof noneValue>
      texts={texts}
      value={value}
      onChange={onChange}
      instead={[noneValue, unknownValue]}
      addLabel={t('services.add')}
      make={() => ({ name: '', peopleSupplied: null, state: 'unknown', note: '' })}
      rowName={(item, index) => (item.name === '' ? t('services.row', { number: index + 1 }) : item.name)}
      most={field.maxItems ?? 30}
      adder={
        <FromRegister
          label={t('services.fromRegister')}
          choices={free.map((service) => ({ id: service.id, name: service.name, detail: '' }))}
          onTake={(id) => {
            const service = free.find((candidate) => candidate.id === id)
            if (service !== undefined) onChange([...items, { name: service.name, peopleSupplied: service.peopleSupplied, state: 'unknown', note: '' }])
          }}
        />
      }
    >
      {(item, change) => (
        <>
          <TextInput label={words.columns.service} value={item.name} onChange={(name) => change({ ...item, name })} maxLength={160} />
          <ChoiceInput
            label={words.columns.state}
            value={item.state}
            onChange={(state) => change({ ...item, state })}
            choices={serviceStates.map((state) => ({ value: state, label: words.serviceStates[state] }))}
            placeholder={words.values.open}
          />
          <AmountInput label={words.columns.peopleSupplied} value={item.peopleSupplied} onChange={(peopleSupplied) => change({ ...item, peopleSupplied })} maximum={1_000_000_000} />
          <TextInput label={words.columns.note} value={item.note} onChange={(note) => change({ ...item, note })} maxLength={300} />
        </>
      )}
    </RowList>
  )
}
