import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallError } from '../../../../shared/contract/client.ts'
import type { IncidentView } from '../../../../shared/incident/incident.contract.ts'
import type { Stage } from '../../../../shared/report/stage.ts'
import type { Api, Outcome } from '../../../api/api.ts'
import { useApi } from '../../../api/hooks.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { inSentence, traceOf, useReportWords, type tracesIn } from '../../report/index.ts'

/** An entry named an address or a hash: it can go into the list of traces of the report that comes next. */
export function TraceOffer({ view, traces, onDone }: { readonly view: IncidentView; readonly traces: ReturnType<typeof tracesIn>; onDone(): void }): ReactElement {
  const { t } = useTranslation('incident')
  const { words, language } = useReportWords()
  const api = useApi()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError | null>(null)
  const stage = stageForTraces(view)
  const add = async (): Promise<void> => {
    setBusy(true)
    const outcome = await addTraces(api, view.incident.id, stage, traces.map((trace) => trace.value))
    setBusy(false)
    if (outcome.ok) onDone()
    else setError(outcome.error)
  }
  return (
    <Notice
      live
      title={t('traces.found', { count: traces.length, traces: traces.map((trace) => trace.value).join(', ') })}
      actions={[
        { label: t('traces.add', { stage: inSentence(words.stages[stage], language) }), busy, onPress: () => void add() },
        { label: t('traces.no'), onPress: onDone },
      ]}
    >
      {error === null ? null : <ErrorNotice error={error} />}
    </Notice>
  )
}

/** The notification asks for traces; once it was released they go into the final report. */
export function stageForTraces(view: IncidentView): Stage {
  const told = view.releases.some((release) => release.stage === 'notification') || view.submissions.some((submission) => submission.stage === 'notification')
  return told ? 'final' : 'notification'
}

/** Adds what is not listed yet to the traces of a draft; everything else in the draft stays as it is. */
export async function addTraces(api: Api, incident: string, stage: Stage, values: readonly string[]): Promise<Outcome<unknown>> {
  const form = await api.call('reports.form', { incident, stage })
  if (!form.ok) return form
  const listed: unknown = form.value.fields['indicators']
  const items: readonly unknown[] = Array.isArray(listed) ? listed : []
  const known = new Set(items.flatMap((item) => (typeof item === 'object' && item !== null && 'value' in item ? [item.value] : [])))
  const fresh = values.filter((value) => !known.has(value)).map(traceOf)
  if (fresh.length === 0) return form
  return api.call('reports.saveDraft', { incident, stage, fields: { ...form.value.fields, indicators: [...items, ...fresh] } })
}
