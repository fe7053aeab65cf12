import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallError } from '../../../shared/contract/client.ts'
import { certificateRefusals, type CertificateRefusal } from '../../../shared/plant-certificate/certificate-rule.ts'
import { conversionLines, pemName } from '../../../shared/plant-certificate/conversion.ts'
import { chooseBySystem, handOverFile, type HandedFile } from '../../api/files.ts'
import { useApi, useCommand, useMounted } from '../../api/hooks.ts'
import { DropZone } from '../../ui/DropZone.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/form/TextInput.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import type {} from './texts.ts'

/** Takes the plant's certificate in from a file; a refused one is told in a sentence, with what to do about it. */
export function TakeCertificateDialog({ replaces, onClose, onDone }: { readonly replaces: boolean; onClose(): void; onDone(): void }): ReactElement {
  const { t } = useTranslation('keys')
  const api = useApi()
  const mounted = useMounted()
  const take = useCommand('plantCertificate.take')
  const [file, setFile] = useState<HandedFile | null>(null)
  const [reading, setReading] = useState(false)
  const [failure, setFailure] = useState<CallError | null>(null)
  const [password, setPassword] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const chosen = (given: HandedFile): void => {
    setFile(given)
    setFailure(null)
    setTried(false)
  }
  const hand = async (picked: File): Promise<void> => {
    setReading(true)
    const outcome = await handOverFile(api, picked, 'inspection')
    if (!mounted.current) return
    setReading(false)
    if (outcome.ok) chosen(outcome.value)
    else setFailure(outcome.error)
  }
  const choose = chooseBySystem('inspection', chosen, setFailure)
  const send = async (): Promise<void> => {
    setTried(true)
    if (file === null || passphrase === '') return
    const outcome = await take.run({ file: file.file, password, passphrase })
    if (outcome.ok) onDone()
    else setFailure(outcome.error)
  }
  const refusal = refusalOf(failure)
  return (
    <FormDialog
      title={t('plant.take.title')}
      lead={t('plant.take.lead')}
      forward={{ label: t('plant.take.do'), busy: take.busy, onPress: () => void send() }}
      onCancel={onClose}
      error={refusal === null ? failure : null}
    >
      <DropZone label={t('plant.take.drop')} help={t('plant.take.dropHelp')} accept=".p12,.pfx" busy={reading} onFiles={(files) => files[0] !== undefined && void hand(files[0])} onChoose={choose === undefined ? undefined : () => void choose()} />
      {file === null ? null : <Typography sx={{ overflowWrap: 'anywhere' }}>{t('plant.take.chosen', { name: file.name })}</Typography>}
      {tried && file === null ? (
        <Typography role="alert" sx={(theme) => ({ color: theme.palette.error.main })}>
          {t('plant.take.fileMissing')}
        </Typography>
      ) : null}
      {refusal === null ? null : <Refused refusal={refusal} name={file?.name ?? ''} />}
      <TextInput label={t('plant.take.password')} help={t('plant.take.passwordHelp')} value={password} onChange={setPassword} kind="password" autoComplete="off" maxLength={256} />
      <OwnPassphrase value={passphrase} onChange={setPassphrase} tried={tried} />
      {replaces ? <Typography>{t('plant.take.replaces')}</Typography> : null}
    </FormDialog>
  )
}

/** Why a file was refused, and how another one is made of it. */
function Refused({ refusal, name }: { readonly refusal: CertificateRefusal; readonly name: string }): ReactElement {
  const { t } = useTranslation('keys')
  const lines = conversionLines(refusal, name)
  const place = useRef<HTMLDivElement>(null)
  // In a small window the form is longer than what is seen of it.
  useEffect(() => {
    // It answers with a promise in newer engines, which React would call as the end of the effect.
    void place.current?.scrollIntoView({ block: 'nearest' })
  }, [refusal])
  return (
    <Box ref={place}>
      <Notice live severity="high" title={t('plant.refused.title')}>
        <Typography>{t(`plant.refused.${refusal}`)}</Typography>
        {lines.length === 0 ? null : (
          <>
            <Box component="pre" tabIndex={0} sx={(theme) => ({ margin: 0, marginTop: 1, marginBottom: 1, padding: 1, overflowX: 'auto', fontSize: '0.8125rem', backgroundColor: theme.colours.surface, userSelect: 'all' })}>
              {lines.join('\n')}
            </Box>
            <Typography>{t('plant.refused.newFile', { file: pemName })}</Typography>
          </>
        )}
      </Notice>
    </Box>
  )
}

function refusalOf(failure: CallError | null): CertificateRefusal | null {
  if (failure?.code !== 'certificate-refused') return null
  return certificateRefusals.find((refusal) => refusal === failure.details['finding']) ?? null
}
