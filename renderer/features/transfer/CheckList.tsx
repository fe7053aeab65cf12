import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check } from '../../../shared/package/verdict.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'
import { checkSeverity } from './verdict-words.ts'

/** The checks in the order in which they were made: what was looked at, about what, and how it came out. */
export function CheckList({ label, checks }: { readonly label: string; readonly checks: readonly Check[] }): ReactElement {
  const { t } = useTranslation('transfer')
  return (
    <Box
      component="table"
      aria-label={label}
      sx={(theme) => ({
        width: '100%',
        borderCollapse: 'collapse',
        tableLayout: 'fixed',
        fontSize: '0.8125rem',
        '& th': { textAlign: 'left', color: theme.colours.quietText, fontWeight: 400 },
        '& th, & td': { padding: '6px 8px 6px 0', verticalAlign: 'top', borderBottom: `1px solid ${theme.colours.line}`, overflowWrap: 'anywhere' },
      })}
    >
      <colgroup>
        <Box component="col" sx={{ width: '9.5rem' }} />
        <Box component="col" sx={{ width: '38%' }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('check.result')}</th>
          <th scope="col">{t('check.what')}</th>
          <th scope="col">{t('check.about')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map((check, index) => (
          <tr key={index}>
            <td>
              <SeverityMark severity={checkSeverity(check.result)} label={t(`check.results.${check.result}`)} />
            </td>
            <td>
              {t(`check.names.${check.check}`)}
              {check.fault === null ? null : <Box component="span" sx={{ display: 'block', fontWeight: 700 }}>{t(`fault.${check.fault}`)}</Box>}
            </td>
            <td>{check.subject}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  )
}
