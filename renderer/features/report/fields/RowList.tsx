import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { useEffect, useRef } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { noneValue, unknownValue } from '../../../../shared/report/value.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { FieldFrame, type FieldTexts } from '../../../ui/form/FieldFrame.tsx'
import { FieldCountContext } from '../../../ui/form/field-count.ts'
import { useReportWords } from '../report-words.ts'
import { OtherAnswers } from './OtherAnswers.tsx'

/** What a list may be instead of its rows. */
export type ListInstead = typeof unknownValue | typeof noneValue

/**
 * A list that is filled row by row. Without rows it is open, "none" or "not known yet". The fields of a row belong to one question,
 * so they do not count towards the seven of a step.
 */
export function RowList<Item, Instead extends ListInstead>({
  texts,
  value,
  onChange,
  instead,
  addLabel,
  make,
  rowName,
  most,
  adder,
  children,
}: {
  readonly texts: FieldTexts
  readonly value: readonly Item[] | Instead | null
  onChange(value: Item[] | Instead | null): void
  /** Which answers may stand instead of rows. */
  readonly instead: readonly Instead[]
  readonly addLabel: string
  make(): Item
  /** Says which row it is, for its group and its remove button. */
  rowName(item: Item, index: number): string
  readonly most: number
  /** Another way to add rows, e.g. from the register; stands above the rows' button. */
  readonly adder?: ReactNode
  children(item: Item, change: (item: Item) => void): ReactNode
}): ReactElement {
  const { t } = useTranslation('report-form')
  const { words } = useReportWords()
  const items: readonly Item[] = Array.isArray(value) ? (value as readonly Item[]) : []
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(items.length)
  const added = useRef(false)
  useEffect(() => {
    if (added.current && items.length > before.current) {
      const rows = place.current?.querySelectorAll<HTMLElement>('[data-row]')
      rows?.[rows.length - 1]?.querySelector<HTMLElement>('input, [role="combobox"], textarea')?.focus()
    }
    added.current = false
    before.current = items.length
  }, [items.length])
  const replace = (next: readonly Item[]): void => onChange(next.length === 0 ? null : [...next])
  return (
    <FieldFrame {...texts} group>
      {(wiring) => (
        <FieldCountContext value={null}>
          <Box ref={place} sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
            {items.map((item, index) => (
              <Box
                key={index}
                data-row
                role="group"
                aria-label={rowName(item, index)}
                sx={(theme) => ({
                  position: 'relative',
                  display: 'grid',
                  gap: 1.5,
                  gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
                  padding: 1.5,
                  paddingRight: 7,
                  border: `1px solid ${theme.colours.line}`,
                  borderRadius: `${theme.sizes.radius}px`,
                  backgroundColor: theme.colours.surface,
                })}
              >
                {children(item, (changed) => replace(items.map((other, at) => (at === index ? changed : other))))}
                <IconButton
                  aria-label={t('list.removeRow', { row: rowName(item, index) })}
                  onClick={() => replace(items.filter((_other, at) => at !== index))}
                  sx={{ position: 'absolute', top: 4, right: 4 }}
                >
                  <DeleteIcon fontSize="small" />
                </IconButton>
              </Box>
            ))}
            {adder}
            <Box>
              <ActionButton
                action={{
                  label: addLabel,
                  onPress: () => {
                    added.current = true
                    replace([...items, make()])
                  },
                  ...(items.length >= most ? { blockedBecause: t('list.full', { most }) } : {}),
                }}
              />
            </Box>
          </Box>
          {items.length > 0 ? null : (
            <OtherAnswers<Instead>
              answers={instead.map((answer) => ({ value: answer, label: words.values[answer] }))}
              value={typeof value === 'string' ? value : null}
              onChange={onChange}
              describedBy={wiring.labelId}
            />
          )}
        </FieldCountContext>
      )}
    </FieldFrame>
  )
}
