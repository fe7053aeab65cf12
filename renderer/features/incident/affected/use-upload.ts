import { useRef, useState } from 'react'
import type { CallError } from '../../../../shared/contract/client.ts'
import type { Outcome } from '../../../api/api.ts'
import { handOverFile, type HandedFile } from '../../../api/files.ts'
import { useApi, useCommand } from '../../../api/hooks.ts'

/** A file on its way into the record. */
export interface RunningUpload {
  readonly name: string
  readonly done: number
  readonly total: number
}

/** Takes files into an incident, one after the other, a MiB at a time; can be stopped at any of them. */
export function useUpload(incident: string): {
  readonly running: RunningUpload | null
  /** Why the last one was not taken; `cancelled` is no error. */
  readonly error: CallError | null
  take(files: readonly File[]): Promise<void>
  /** Takes a file that the host's own dialog has handed over already. */
  takeHanded(choosing: Promise<Outcome<HandedFile | null>>): Promise<void>
  cancel(): void
} {
  const api = useApi()
  const attach = useCommand('attachments.add')
  const [running, setRunning] = useState<RunningUpload | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const stop = useRef<AbortController | null>(null)
  const keep = async (file: string): Promise<boolean> => {
    const outcome = await attach.run({ incident, file, note: '' })
    if (!outcome.ok) setError(outcome.error)
    return outcome.ok
  }
  const take = async (files: readonly File[]): Promise<void> => {
    setError(null)
    const controller = new AbortController()
    stop.current = controller
    for (const file of files) {
      setRunning({ name: file.name, done: 0, total: file.size })
      const handed = await handOverFile(api, file, 'attachment', {
        onProgress: (done, total) => setRunning({ name: file.name, done, total }),
        signal: controller.signal,
      })
      if (!handed.ok) {
        if (handed.error.code !== 'cancelled') setError(handed.error)
        break
      }
      if (!(await keep(handed.value.file))) break
    }
    setRunning(null)
  }
  const takeHanded = async (choosing: Promise<Outcome<HandedFile | null>>): Promise<void> => {
    setError(null)
    const chosen = await choosing
    if (!chosen.ok) {
      if (chosen.error.code !== 'cancelled') setError(chosen.error)
    } else if (chosen.value !== null) await keep(chosen.value.file)
  }
  return { running, error, take, takeHanded, cancel: () => stop.current?.abort() }
}
