import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallError } from '../../../shared/contract/client.ts'
import { chooseBySystem, handOverFile, type HandedFile } from '../../api/files.ts'
import { useApi } from '../../api/hooks.ts'
import type { ReplyTo } from '../../api/procedures.ts'
import { DropZone } from '../../ui/DropZone.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type {} from './texts.ts'

type Looked = ReplyTo<'keyExchange.look'>

/** A file about keys that came on a stick: where it is dropped, and what it says. */
export interface ExchangeFile {
  /** The place to drop it, and why it is refused if it is. */
  readonly drop: ReactElement
  /** Id of the file and what it says; `null` while there is none that is good. */
  readonly looked: (Pick<Looked, 'request' | 'answer'> & { readonly file: string }) | null
}

/** @param onNew a file was chosen: what was ticked about another one no longer counts. */
export function useExchangeFile({ label, help, onNew }: { readonly label: string; readonly help: string; onNew(): void }): ExchangeFile {
  const { t } = useTranslation(['exchange', 'transfer'])
  const api = useApi()
  const [seen, setSeen] = useState<(Looked & { readonly file: string }) | null>(null)
  const [failure, setFailure] = useState<CallError | null>(null)
  const [busy, setBusy] = useState(false)
  const look = async ({ file }: HandedFile): Promise<void> => {
    onNew()
    setSeen(null)
    setFailure(null)
    const outcome = await api.call('keyExchange.look', { file })
    if (outcome.ok) setSeen({ ...outcome.value, file })
    else setFailure(outcome.error)
  }
  const take = async (picked: File): Promise<void> => {
    setBusy(true)
    const outcome = await handOverFile(api, picked, 'inspection')
    if (outcome.ok) await look(outcome.value)
    else setFailure(outcome.error)
    setBusy(false)
  }
  const choose = chooseBySystem('inspection', look, setFailure)
  const fault = seen?.fault ?? null
  return {
    drop: (
      <>
        <DropZone label={label} help={help} accept=".zip" busy={busy} onFiles={(files) => files[0] !== undefined && void take(files[0])} onChoose={choose === undefined ? undefined : () => void choose()} />
        {failure === null ? null : <ErrorNotice error={failure} />}
        {fault === null ? null : (
          <Notice severity={fault.code === 'replayed' ? 'medium' : 'critical'} live title={t('exchange:refused')}>
            {`${t(`transfer:fault.${fault.code}`)} ${t('exchange:refusedTodo')}`}
          </Notice>
        )}
      </>
    ),
    looked: seen === null || fault !== null ? null : seen,
  }
}
