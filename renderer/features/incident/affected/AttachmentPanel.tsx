import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import { systemFileDialog } from '../../../api/files.ts'
import { DropZone } from '../../../ui/DropZone.tsx'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { usePermitted } from '../../../ui/permitted.ts'
import { ProgressNotice } from '../../../ui/ProgressNotice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { shortTime } from '../../../ui/short-time.ts'
import { useReportWords } from '../../report/index.ts'
import { sizeText } from './size-text.ts'
import { useUpload } from './use-upload.ts'

/** Files that belong to the incident. They never become part of the report itself: they leave as evidence, in a file of their own. */
export function AttachmentPanel({ view }: { readonly view: IncidentView }): ReactElement {
  const { t } = useTranslation('incident')
  const { language } = useReportWords()
  const { incident } = view
  const upload = useUpload(incident.id)
  const mayAttach = usePermitted('incident.write')
  const systemDialog = systemFileDialog()
  return (
    <Section title={t('attachments.title')}>
      {incident.closedAt !== null || !mayAttach ? null : (
        <DropZone
          label={t('attachments.drop')}
          help={t('attachments.help')}
          multiple
          busy={upload.running !== null}
          onFiles={(files) => void upload.take(files)}
          onChoose={systemDialog === undefined ? undefined : () => void upload.takeHanded(systemDialog('attachment'))}
        />
      )}
      {upload.running === null ? null : (
        <Box sx={{ marginTop: 1 }}>
          <ProgressNotice
            key={upload.running.name}
            label={t('attachments.taking', { name: upload.running.name })}
            done={upload.running.done}
            total={upload.running.total}
            unit={(count) => sizeText(count, language)}
            onCancel={upload.cancel}
          />
        </Box>
      )}
      {upload.error === null ? null : (
        <Box sx={{ marginTop: 1 }}>
          <ErrorNotice error={upload.error} />
        </Box>
      )}
      {view.attachments.length === 0 ? (
        <Typography sx={(theme) => ({ color: theme.colours.quietText, marginTop: 1 })}>{t('attachments.empty')}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, marginTop: 1, padding: 0 }}>
          {view.attachments.map(({ file, attachedAt }) => (
            <Box component="li" key={file.id} sx={(theme) => ({ paddingBlock: 0.75, borderBottom: `1px solid ${theme.colours.line}` })}>
              <Typography sx={{ overflowWrap: 'anywhere' }}>{file.name}</Typography>
              <Typography variant="body2" sx={(theme) => ({ color: theme.colours.quietText, overflowWrap: 'anywhere' })}>
                {`${sizeText(file.size, language)}, ${shortTime(attachedAt, incident.zone, language)}`}
                <br />
                {t('attachments.sum')} <code>{file.sha256}</code>
              </Typography>
            </Box>
          ))}
        </Box>
      )}
    </Section>
  )
}
