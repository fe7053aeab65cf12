import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ApprovalItem } from '../../../shared/approval/standing.ts'
import { isStage } from '../../../shared/report/stage.ts'
import type { Action } from '../../ui/ActionButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { reportPaths } from '../report/paths.ts'
import { ApprovalDialog } from './ApprovalDialog.tsx'
import { severityOf, useApprovalWords } from './approval-words.ts'

/**
 * What a second person is asked for or said about one released report, beside the report. @param subject id of the release.
 */
export function ApprovalNotice({ incident, subject, zone }: { readonly incident: string; readonly subject: string; readonly zone: string }): ReactElement | null {
  const { value } = useQuery('approvals.list', { incident })
  const item = value?.items.find((candidate) => candidate.subject === subject)
  return item === undefined ? null : <ItemNotice incident={incident} item={item} zone={zone} place="subject" />
}

/** What is still open for a second person in an incident; nothing otherwise. */
export function OpenApprovals({ incident, zone }: { readonly incident: string; readonly zone: string }): ReactElement | null {
  const { value } = useQuery('approvals.list', { incident })
  const open = value?.items.filter(({ standing }) => standing === 'open') ?? []
  if (open.length === 0) return null
  return (
    <>
      {open.map((item) => (
        <ItemNotice key={item.subject} incident={incident} item={item} zone={zone} place="incident" />
      ))}
    </>
  )
}

/** How far a released report or a corrected time stands with a second person, as one line of a list; nothing where nobody is asked. */
export function ApprovalLine({ incident, subject, zone }: { readonly incident: string; readonly subject: string; readonly zone: string }): ReactElement | null {
  const { t } = useTranslation('approval')
  const { standing } = useApprovalWords()
  const now = useNow(60_000)
  const { value } = useQuery('approvals.list', { incident })
  const item = value?.items.find((candidate) => candidate.subject === subject)
  if (item === undefined) return null
  const said = item.approvals.find(({ fault, words }) => fault === null && words !== '')
  return (
    <Typography variant="body2">
      {standing(item, now, zone)}
      {said === undefined ? '' : `. ${t('words', { words: said.words })}`}
    </Typography>
  )
}

function ItemNotice({ incident, item, zone, place }: { readonly incident: string; readonly item: ApprovalItem; readonly zone: string; readonly place: 'subject' | 'incident' }): ReactElement {
  const { t } = useTranslation('approval')
  const { standing, what, who } = useApprovalWords()
  const [, navigate] = useLocation()
  const now = useNow(60_000)
  const [saying, setSaying] = useState(false)
  const isRelease = item.anchor === null
  const { stage } = item
  const actions: Action[] = []
  if (item.standing === 'open' && item.possible.length > 0 && (place === 'subject' || !isRelease)) actions.push({ label: t(isRelease ? 'give' : 'settle'), onPress: () => setSaying(true) })
  if (place === 'incident' && isRelease) actions.push({ label: t('look'), onPress: () => navigate(reportPaths.released(incident, item.subject)) })
  if (place === 'subject' && item.standing === 'objected' && stage !== null && isStage(stage)) actions.push({ label: t('correct'), onPress: () => navigate(reportPaths.form(incident, stage)) })
  const sentence = standing(item, now, zone)
  return (
    <Notice severity={severityOf(item, now)} title={place === 'incident' && isRelease ? `${what(item)}: ${sentence}` : sentence} actions={actions}>
      {item.approvals.map(({ id, fault, words }) =>
        fault !== null ? <Typography key={id}>{t('standing.invalid', { why: t(`fault.${fault}`) })}</Typography> : words === '' ? null : <Typography key={id} sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{t('words', { words })}</Typography>,
      )}
      {item.standing === 'open' ? (
        <Typography sx={(theme) => ({ color: theme.colours.quietText })}>
          {who(item)}
          {item.why === 'policy' ? ` ${t('blocksNothing')}` : ''}
        </Typography>
      ) : null}
      {saying ? <ApprovalDialog incident={incident} item={item} zone={zone} onClose={() => setSaying(false)} /> : null}
    </Notice>
  )
}
