import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { useReportWords } from './report-words.ts'

/** The files of a released report with size and SHA-256, in the order of the signed list. */
export function FileTable({
  files,
  onSave,
  saving = null,
}: {
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[]
  /** Lets the browser save one file; absent where the host cannot. */
  onSave?(path: string): void
  readonly saving?: string | null
}): ReactElement {
  const { t } = useTranslation('report-form')
  const { language } = useReportWords()
  const number = new Intl.NumberFormat(language)
  return (
    <Box sx={{ overflowX: 'auto' }} role="group" aria-label={t('files.sum')} tabIndex={0}>
      <Box
        component="table"
        sx={(theme) => ({
          width: '100%',
          borderCollapse: 'collapse',
          fontSize: '0.8125rem',
          '& th, & td': { textAlign: 'left', padding: '6px 10px', borderBottom: `1px solid ${theme.colours.line}`, verticalAlign: 'middle' },
          '& code': { overflowWrap: 'anywhere' },
        })}
      >
        <thead>
          <tr>
            <th scope="col">{t('files.name')}</th>
            <Box component="th" scope="col" sx={{ textAlign: 'right !important' }}>
              {t('files.size')}
            </Box>
            <th scope="col">{t('files.sum')}</th>
            {onSave === undefined ? null : <th scope="col">{t('files.save')}</th>}
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.path}>
              <Box component="th" scope="row" sx={{ fontWeight: 400 }}>
                <code>{file.path}</code>
              </Box>
              <Box component="td" sx={{ textAlign: 'right !important', whiteSpace: 'nowrap' }}>
                {number.format(file.size)}
              </Box>
              <td>
                <code>{file.sha256}</code>
              </td>
              {onSave === undefined ? null : (
                <td>
                  <ActionButton action={{ label: t('files.saveOne', { file: file.path }), busy: saving === file.path, onPress: () => onSave(file.path) }} weight="plain" />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}
