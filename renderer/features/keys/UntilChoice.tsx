import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { RadioInput } from '../../ui/form/RadioInput.tsx'
import type {} from './texts.ts'

const choices = ['forGood', 'one', 'two', 'five'] as const
/** How long certificates should be good. */
export type Until = (typeof choices)[number]

const years: Readonly<Record<Until, number | null>> = { forGood: null, one: 1, two: 2, five: 5 }

/** The last good instant of a choice, `null` for none. A year counts 366 days: a certificate ends rather a day too late. */
export function untilInstant(until: Until, now: number): number | null {
  const count = years[until]
  return count === null ? null : now + count * 366 * 86_400_000
}

/** How long the certificates of the sites are good. */
export function UntilChoice({ value, onChange }: { readonly value: Until; onChange(value: Until): void }): ReactElement {
  const { t } = useTranslation('exchange')
  return <RadioInput label={t('until.label')} help={t('until.help')} value={value} onChange={onChange} choices={choices.map((choice) => ({ value: choice, label: t(`until.${choice}`) }))} />
}

/** Its state. */
export function useUntil(): readonly [Until, (until: Until) => void] {
  return useState<Until>('forGood')
}
