import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { anyContentSchema, statedContent, type ReportContent } from '../../../shared/report/content.ts'
import { differences } from '../../../shared/report/correction.ts'
import { valueCell } from '../../../shared/report/field-blocks.ts'
import { fieldOf, type FieldId } from '../../../shared/report/field.ts'
import type { Release } from '../../../shared/report/release.ts'
import { reportedValue } from '../../../shared/report/reported-value.ts'
import type { Stage } from '../../../shared/report/stage.ts'
import type { FieldValue } from '../../../shared/report/value.ts'
import { Section } from '../../ui/Section.tsx'
import { useReportWords } from './report-words.ts'

/** What this version says otherwise than the one it replaces: field, before, now. */
export function ChangeTable({ replaced, stage, content, zone }: { readonly replaced: Release; readonly stage: Stage; readonly content: ReportContent; readonly zone: string }): ReactElement {
  const { t } = useTranslation('report-form')
  const { words, language } = useReportWords()
  const previous = previousContent(replaced)
  const changes = previous === null ? [] : differences(statedContent(stage, previous), statedContent(stage, content))
  const told = (field: FieldId, value: FieldValue | null): string =>
    valueCell(fieldOf(field), value === null ? null : reportedValue(fieldOf(field), value, zone), { texts: words, language })
      .map((runs) => runs.map((run) => run.text).join(''))
      .join('\n')
  return (
    <Section title={t('changes.title', { version: replaced.version })}>
      {changes.length === 0 ? (
        <Typography>{t('changes.none')}</Typography>
      ) : (
        <Box component="table" sx={(theme) => ({ width: '100%', borderCollapse: 'collapse', '& th, & td': { textAlign: 'left', verticalAlign: 'top', padding: '6px 8px', borderBottom: `1px solid ${theme.colours.line}`, overflowWrap: 'anywhere', whiteSpace: 'pre-line', fontSize: '0.8125rem' } })}>
          <thead>
            <tr>
              <th scope="col">{words.columns.field}</th>
              <th scope="col">{words.columns.before}</th>
              <th scope="col">{words.columns.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.field}>
                <Box component="th" scope="row" sx={{ fontWeight: 400 }}>
                  {words.fields[change.field].label}
                </Box>
                <td>
                  <del>{told(change.field, change.before)}</del>
                </td>
                <td>{told(change.field, change.after)}</td>
              </tr>
            ))}
          </tbody>
        </Box>
      )}
    </Section>
  )
}

function previousContent(release: Release): ReportContent | null {
  try {
    const read = anyContentSchema.safeParse(JSON.parse(release.fieldsText))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
