import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isUnsettled, type ApprovalItem } from '../../../shared/approval/standing.ts'
import { isStage } from '../../../shared/report/stage.ts'
import { useNow } from '../../api/core-clock.ts'
import { useQuery } from '../../api/hooks.ts'
import { ActionButton, type Action } from '../../ui/ActionButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { severityColour, SeverityShape } from '../../ui/SeverityMark.tsx'
import { reportPaths } from '../report/paths.ts'
import { ApprovalDialog } from './ApprovalDialog.tsx'
import { severityOf, useApprovalWords } from './approval-words.ts'

interface Shown {
  readonly incident: string
  readonly zone: string
}

/** What a second person is asked for or said about one released report, beside the report. @param subject id of the release. */
export function ApprovalNotice({ subject, ...shown }: Shown & { readonly subject: string }): ReactElement | null {
  const item = useItem(shown.incident, subject)
  return item === undefined ? null : <BesideReport {...shown} item={item} />
}

/** What is still open for a second person in an incident, and objections nobody has answered yet; nothing otherwise. */
export function OpenApprovals(shown: Shown): ReactElement | null {
  const { value } = useQuery('approvals.list', { incident: shown.incident })
  const open = value?.items.filter(isUnsettled) ?? []
  if (open.length === 0) return null
  return (
    <Box data-print="no" sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      {open.map((item) => (
        <OverIncident key={item.subject} {...shown} item={item} />
      ))}
    </Box>
  )
}

/** How far a released report or a corrected time stands with a second person, as one line of a list; nothing where nobody is asked. */
export function ApprovalLine({ incident, subject, zone }: Shown & { readonly subject: string }): ReactElement | null {
  const { t } = useTranslation('approval')
  const { standing } = useApprovalWords()
  const now = useNow(60_000)
  const item = useItem(incident, subject)
  if (item === undefined) return null
  const said = item.approvals.find(({ fault, words }) => fault === null && words !== '')
  return (
    <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
      {standing(item, now, zone)}
      {said === undefined ? '' : `. ${t('words', { words: said.words })}`}
    </Typography>
  )
}

function useItem(incident: string, subject: string): ApprovalItem | undefined {
  const { value } = useQuery('approvals.list', { incident })
  return value?.items.find((candidate) => candidate.subject === subject)
}

function BesideReport({ incident, item, zone }: Shown & { readonly item: ApprovalItem }): ReactElement {
  const { t } = useTranslation('approval')
  const { standing, who } = useApprovalWords()
  const [, navigate] = useLocation()
  const now = useNow(60_000)
  const [saying, setSaying] = useState(false)
  const { stage } = item
  const severity = severityOf(item, now)
  const actions: Action[] = []
  if (item.standing === 'open' && item.possible.length > 0) actions.push({ label: t('give'), onPress: () => setSaying(true) })
  if (item.standing === 'objected' && !item.isReplaced && stage !== null && isStage(stage)) actions.push({ label: t('correct'), onPress: () => navigate(reportPaths.form(incident, stage)) })
  return (
    <Notice {...(severity === 'low' ? {} : { severity })} title={standing(item, now, zone)} actions={actions}>
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

/** One low strip: the incident itself stays in sight. */
function OverIncident({ incident, item, zone }: Shown & { readonly item: ApprovalItem }): ReactElement {
  const { t } = useTranslation('approval')
  const { standing, what, who } = useApprovalWords()
  const [, navigate] = useLocation()
  const now = useNow(60_000)
  const [saying, setSaying] = useState(false)
  const severity = severityOf(item, now)
  const isRelease = item.anchor === null
  const sentence = standing(item, now, zone)
  const action: Action | null = isRelease
    ? { label: t('look'), onPress: () => navigate(reportPaths.released(incident, item.subject)) }
    : item.possible.length > 0
      ? { label: t('settle'), onPress: () => setSaying(true) }
      : null
  return (
    <Box
      component="section"
      aria-label={t('title')}
      sx={(theme) => ({
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.5,
        minHeight: theme.sizes.target,
        paddingLeft: 1.5,
        backgroundColor: theme.colours.raised,
        border: `1px solid ${theme.colours.line}`,
        borderLeft: `4px solid ${severity === 'low' ? theme.colours.action : severityColour(theme, severity)}`,
        borderRadius: `${theme.sizes.radius}px`,
      })}
    >
      {severity === 'low' ? null : <SeverityShape severity={severity} />}
      <Typography sx={{ flex: '1 1 20rem', paddingBlock: 0.5, overflowWrap: 'anywhere' }}>
        <strong>{isRelease ? `${what(item)}: ${sentence}` : sentence}</strong>{' '}
        {item.standing === 'open' ? (
          <Box component="span" sx={(theme) => ({ color: theme.colours.quietText })}>
            {who(item)}
          </Box>
        ) : null}
      </Typography>
      {action === null ? null : <ActionButton action={action} weight="plain" />}
      {saying ? <ApprovalDialog incident={incident} item={item} zone={zone} onClose={() => setSaying(false)} /> : null}
    </Box>
  )
}
