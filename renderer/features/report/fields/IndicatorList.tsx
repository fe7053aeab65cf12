import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { ClipboardEvent, ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { confidences, indicatorTypes } from '../../../../shared/report/choices.ts'
import { noneValue, unknownValue, type IndicatorItem } from '../../../../shared/report/value.ts'
import { ChoiceInput } from '../../../ui/form/ChoiceInput.tsx'
import { InstantField } from '../../../ui/form/InstantField.tsx'
import { TextInput } from '../../../ui/form/TextInput.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { indicatorType, traceOf } from './indicator-type.ts'
import { RowList } from './RowList.tsx'

/** Traces that others can look for. A pasted list becomes one row a line, each sorted by what it looks like. */
export function IndicatorList({ field, texts, value, onChange, context }: FieldProps<'indicators'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const items = Array.isArray(value) ? value : []
  const most = field.maxItems ?? 500
  return (
    <RowList<IndicatorItem, typeof unknownValue | typeof noneValue>
      texts={texts}
      value={value}
      onChange={onChange}
      instead={[noneValue, unknownValue]}
      addLabel={t('indicators.add')}
      make={() => traceOf('')}
      rowName={(item, index) => (item.value === '' ? t('indicators.row', { number: index + 1 }) : item.value)}
      most={most}
      adder={
        <PasteTraces
          onTraces={(values) => {
            const known = new Set(items.map((item) => item.value))
            const fresh = values.filter((candidate) => !known.has(candidate)).map(traceOf)
            if (fresh.length > 0) onChange([...items, ...fresh].slice(0, most))
          }}
        />
      }
    >
      {(item, change) => (
        <>
          <TextInput
            label={words.columns.trace}
            value={item.value}
            onChange={(text) => change({ ...item, value: text, type: item.value === '' || item.type === indicatorType(item.value) ? indicatorType(text) : item.type })}
            maxLength={600}
          />
          <ChoiceInput
            label={words.columns.kind}
            value={item.type}
            onChange={(type) => change({ ...item, type })}
            choices={indicatorTypes.map((type) => ({ value: type, label: words.indicatorTypes[type] }))}
            placeholder={words.values.open}
          />
          <InstantField label={t('indicators.firstSeen')} value={item.firstSeen} onChange={(firstSeen) => change({ ...item, firstSeen })} zone={context.zone} now={() => context.now()} />
          <InstantField label={t('indicators.lastSeen')} value={item.lastSeen} onChange={(lastSeen) => change({ ...item, lastSeen })} zone={context.zone} now={() => context.now()} />
          <ChoiceInput
            label={words.columns.confidence}
            value={item.confidence}
            onChange={(confidence) => change({ ...item, confidence })}
            choices={confidences.map((confidence) => ({ value: confidence, label: words.confidences[confidence] }))}
            placeholder={words.values.open}
          />
          <TextInput label={words.columns.note} value={item.note} onChange={(note) => change({ ...item, note })} maxLength={300} />
        </>
      )}
    </RowList>
  )
}

function PasteTraces({ onTraces }: { onTraces(values: readonly string[]): void }): ReactElement {
  const { t } = useTranslation('report-form')
  const [typed, setTyped] = useState('')
  const take = (text: string): void => {
    const values = text.split(/[\n;,\t]+/).map((line) => line.trim().slice(0, 600)).filter((line) => line !== '')
    setTyped('')
    onTraces([...new Set(values)])
  }
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text')
    if (!text.trim().includes('\n')) return
    event.preventDefault()
    take(text)
  }
  return (
    <TextField
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPaste={paste}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || typed.trim() === '') return
        event.preventDefault()
        take(typed)
      }}
      placeholder={t('indicators.paste')}
      slotProps={{ htmlInput: { 'aria-label': t('indicators.paste'), autoComplete: 'off', spellCheck: false } }}
    />
  )
}
