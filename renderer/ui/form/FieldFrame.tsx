import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SeverityShape } from '../SeverityMark.tsx'
import { useCountedField } from './field-count.ts'

/** Why a field is asked. Nothing said: it is ours, and may stay empty. */
export type FieldBasis =
  | { readonly kind: 'law'; /** e.g. "NIS2 Art 23(4)(a)" */ readonly article: string }
  /** The authority's form asks for it; leaving it open never blocks. */
  | { readonly kind: 'form' }

/** What every field of a form has around its control. */
export interface FieldTexts {
  readonly label: string
  /** One or two plain sentences below. */
  readonly help?: ReactNode
  readonly basis?: FieldBasis | undefined
  /** The problem as a sentence; the field is then marked as invalid. */
  readonly error?: string | undefined
}

/** What the control inside needs to be tied to its label, help and problem. */
export interface FieldWiring {
  readonly id: string
  readonly labelId: string
  readonly describedBy: string | undefined
  readonly invalid: boolean
}

/** Label above, control, help and problem below. `group` is for several controls under one label (radio buttons, ticks). */
export function FieldFrame({
  label,
  help,
  basis,
  error,
  group = false,
  mark,
  children,
}: FieldTexts & {
  readonly group?: boolean
  /** Stands at the right of the label, e.g. "open". */
  readonly mark?: ReactNode
  readonly children: (wiring: FieldWiring) => ReactNode
}): ReactElement {
  const { t } = useTranslation('ui')
  useCountedField()
  const id = useId()
  const labelId = `${id}l`
  const helpId = `${id}h`
  const errorId = `${id}e`
  const basisId = `${id}b`
  const invalid = error !== undefined && error !== ''
  const describedBy = [basis === undefined ? '' : basisId, invalid ? errorId : '', help === undefined ? '' : helpId].filter((part) => part !== '').join(' ')
  const head = (
    <Box sx={{ marginBottom: 0.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5 }}>
        <Box {...(group ? { component: 'span' as const } : { component: 'label' as const, htmlFor: id })} id={labelId} sx={{ fontWeight: 700, flex: 1 }}>
          {label}
        </Box>
        {mark}
      </Box>
      {basis === undefined ? null : (
        <Typography variant="body2" component="span" id={basisId} sx={(theme) => ({ color: theme.colours.quietText })}>
          {basis.kind === 'law' ? t('field.byLaw', { article: basis.article }) : t('field.byForm')}
        </Typography>
      )}
    </Box>
  )
  const below = (
    <>
      {invalid ? (
        <Box id={errorId} sx={(theme) => ({ display: 'flex', gap: 0.75, alignItems: 'center', color: theme.colours.critical, marginTop: 0.5 })}>
          <SeverityShape severity="critical" size={12} />
          <Typography component="span">{error}</Typography>
        </Box>
      ) : null}
      {help === undefined ? null : (
        <Typography component="div" variant="body2" id={helpId} sx={(theme) => ({ color: theme.colours.quietText, marginTop: 0.5 })}>
          {help}
        </Typography>
      )}
    </>
  )
  const wiring: FieldWiring = { id, labelId, describedBy: describedBy === '' ? undefined : describedBy, invalid }
  return (
    <Box {...(group ? { role: 'group', 'aria-labelledby': labelId, 'aria-describedby': wiring.describedBy } : {})} data-problem={invalid ? 'yes' : undefined}>
      {head}
      {children(wiring)}
      {below}
    </Box>
  )
}
