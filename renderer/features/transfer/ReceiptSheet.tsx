import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { displayText } from '../../../shared/clock/time-text.ts'
import type { Release } from '../../../shared/report/release.ts'
import { useQuery } from '../../api/hooks.ts'
import { KeyValue } from '../../ui/KeyValue.tsx'
import { PrintPage } from '../../ui/PrintPage.tsx'
import { useReportWords } from '../report/report-words.ts'
import type { Place, Written } from './carry-out.ts'
import { FileName } from './FileName.tsx'
import { sizeText } from './size-text.ts'
import { useReleaseName } from './use-release-name.ts'
import { SheetAlone } from '../editing/SheetAlone.tsx'

/** The receipt of a carry-out: what lies where, since when, by whom, and how the recipient checks it. */
export function ReceiptSheet({
  release,
  number,
  place,
  files,
  writtenAt,
  checkedAt,
}: {
  readonly release: Release
  /** Number of the incident. */
  readonly number: number | null
  readonly place: Place
  readonly files: Written['files']
  /** UTC ms. */
  readonly writtenAt: number
  /** `null` while it was not checked after putting the stick in again. */
  readonly checkedAt: number | null
}): ReactElement {
  const { t } = useTranslation('transfer')
  const { words, language } = useReportWords()
  const nameOf = useReleaseName()
  const { zone } = release
  const { value: status } = useQuery('store.status', {})
  const { value: entity } = useQuery('entity.get', {})
  const { value: sites } = useQuery('sites.list', {})
  const site = sites?.sites.find(({ id }) => id === release.site)
  const who = status?.who.name ?? status?.who.function ?? ''
  const signer = entity === undefined || site === undefined ? null : `${site.code}@${entity.code}`
  const isFolder = place.kind === 'folder'
  const isDemo = status?.kind === 'demo'
  return (
    <>
      <SheetAlone />
      <PrintPage
        title={t('receipt.title')}
        head={isDemo ? <strong>{`${words.marks.demo.word}: ${words.marks.demo.sentence}`}</strong> : undefined}
        foot={checkedAt === null ? t(isFolder ? 'receipt.folderNotChecked' : 'receipt.notChecked') : t(isFolder ? 'receipt.folderChecked' : 'receipt.wasChecked')}
      >
        <KeyValue
          facts={[
            { label: t('receipt.report'), value: release.content === 'audit' ? nameOf(release) : t('receipt.reportOf', { report: nameOf(release), number: number ?? '', version: release.version }) },
            { label: t('receipt.recipient'), value: release.recipientName },
            { label: t('receipt.place'), value: place.label },
            { label: t('receipt.written'), value: displayText(writtenAt, zone, language) },
            { label: t(isFolder ? 'receipt.readAgain' : 'receipt.checked'), value: checkedAt === null ? t('receipt.notYet') : displayText(checkedAt, zone, language) },
            { label: t('receipt.by'), value: who },
            { label: t('receipt.record'), value: <Box component="span" sx={{ overflowWrap: 'anywhere' }}>{`${String(release.auditSequence)} ${release.auditHead}`}</Box> },
          ]}
        />
        <Typography variant="h3" sx={{ fontWeight: 700, marginTop: 2 }}>
          {t('receipt.files', { count: files.length })}
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {files.map((file) => (
            <Box component="li" key={file.name} data-print="whole" sx={(theme) => ({ paddingBlock: 0.75, borderBottom: `1px solid ${theme.colours.line}`, overflowWrap: 'anywhere' })}>
              <FileName name={file.name} />
              {`, ${sizeText(file.size, language)}`}
              <Box component="code" sx={{ display: 'block', fontSize: '0.75rem' }}>{`SHA-256 ${file.sha256}`}</Box>
            </Box>
          ))}
        </Box>
        <Box data-print="whole">
          <Typography variant="h3" sx={{ fontWeight: 700, marginTop: 2 }}>
            {t('receipt.verify')}
          </Typography>
          <Typography>{t('receipt.verifyHow', { file: 'anchor' })}</Typography>
          {signer === null ? null : (
            <Box component="pre" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.75rem', margin: 0, marginTop: 0.5 }}>
              {`ssh-keygen -Y verify -f anchor -I ${signer} -n cofferdam-package -s SHA256SUMS.sig < SHA256SUMS\nsha256sum --strict -c SHA256SUMS`}
            </Box>
          )}
          <Typography sx={{ marginTop: 1 }}>{t('receipt.verifyWindows')}</Typography>
          <Box component="pre" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontSize: '0.75rem', margin: 0, marginTop: 0.5 }}>
            {`certutil -hashfile ${release.name}.zip SHA256`}
          </Box>
        </Box>
        <Box data-print="whole" sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 3, marginTop: 5 }}>
          {(['handedBy', 'receivedBy'] as const).map((line) => (
            <Box key={line} sx={(theme) => ({ borderTop: `1px solid ${theme.colours.lineStrong}`, fontSize: '0.75rem', paddingTop: 0.5 })}>
              {t(`receipt.${line}`)}
            </Box>
          ))}
        </Box>
      </PrintPage>
    </>
  )
}
