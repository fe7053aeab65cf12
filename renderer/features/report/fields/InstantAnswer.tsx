import Box from '@mui/material/Box'
import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { notYetValue, unknownValue, type InstantValue } from '../../../../shared/report/value.ts'
import { InstantField } from '../../../ui/form/InstantField.tsx'
import { useReportWords } from '../report-words.ts'
import type { FieldProps } from './field-props.ts'
import { OtherAnswers } from './OtherAnswers.tsx'


/** A moment, known or estimated; "not yet" where it may lie ahead; "not known yet". */
export function InstantAnswer({ field, texts, value, onChange, context }: FieldProps<'instant'>): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const stated = typeof value === 'object' ? value : null
  const [basis, setBasis] = useState<InstantValue['basis']>(stated?.basis ?? 'known')
  const id = useId()
  const others = [...(field.mayLieAhead === true ? [{ value: notYetValue, label: words.values['not-yet'] } as const] : []), { value: unknownValue, label: words.values.unknown } as const]
  return (
    <Box role="group" aria-labelledby={id}>
      {/* The label of the field names the group as well; the id stands on an element that holds the same words. */}
      <Box id={id} hidden>
        {texts.label}
      </Box>
      <InstantField
        {...texts}
        value={stated?.at ?? null}
        onChange={(at) => {
          // While half a time is typed the answer is open, but "not known" is only left by a whole time.
          if (at !== null) onChange({ at, basis })
          else if (stated !== null) onChange(null)
        }}
        zone={context.zone}
        now={() => context.now()}
        mayLieAhead={field.id === 'expectedHandlingAt'}
      />
      {stated === null ? null : (
        <OtherAnswers
          answers={[
            { value: 'known', label: t('instant.known') },
            { value: 'estimated', label: t('instant.estimated') },
          ]}
          value={stated.basis}
          onChange={(next) => {
            if (next === null) return
            setBasis(next)
            onChange({ at: stated.at, basis: next })
          }}
          describedBy={id}
        />
      )}
      <OtherAnswers<typeof notYetValue | typeof unknownValue> answers={others} value={typeof value === 'string' ? value : null} onChange={onChange} describedBy={id} />
    </Box>
  )
}

