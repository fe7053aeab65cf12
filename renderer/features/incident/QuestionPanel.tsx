import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { incidentQuestions, type IncidentQuestion } from '../../../shared/incident/incident.ts'
import type { IncidentView } from '../../../shared/incident/incident.contract.ts'
import { useCommand } from '../../api/hooks.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { AnswerButtons } from '../../ui/form/AnswerButtons.tsx'
import { usePermitted } from '../../ui/permitted.ts'
import { shortTime } from '../../ui/short-time.ts'
import { useReportWords } from '../report/index.ts'
import { useAuthorName } from './incident-words.ts'

/** Which law asks a question; the others help to judge. */
const articles: Readonly<Partial<Record<IncidentQuestion, string>>> = {
  'suspected-malicious': 'NIS2 Art 23(4)(a)',
  'cross-border': 'NIS2 Art 23(4)(a)',
  ongoing: 'NIS2 Art 23(4)(e)',
  'operational-disruption': 'NIS2 Art 23(3)(a)',
  'financial-loss': 'NIS2 Art 23(3)(a)',
  'damage-to-others': 'NIS2 Art 23(3)(b)',
}

/** Questions about the incident, each answered with one press and as often as the answer changes. Reports start from the newest answers. */
export function QuestionPanel({ view }: { readonly view: IncidentView }): ReactElement {
  const { t } = useTranslation('incident')
  const answered = new Set(view.answers.map((answer) => answer.question)).size
  return (
    <Box sx={{ maxWidth: '46rem' }}>
      <Typography sx={(theme) => ({ color: theme.colours.quietText })}>{t('questions.lead')}</Typography>
      <Typography role="status" variant="body2" sx={{ marginTop: 0.5 }}>
        {t('questions.counts', { count: answered, total: incidentQuestions.length })}
      </Typography>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, marginTop: 2 }}>
        {incidentQuestions.map((question) => (
          <Question key={question} view={view} question={question} />
        ))}
      </Box>
    </Box>
  )
}

function Question({ view, question }: { readonly view: IncidentView; readonly question: IncidentQuestion }): ReactElement {
  const { t } = useTranslation(['incident', 'ui'])
  const { language } = useReportWords()
  const authorName = useAuthorName()
  const answer = useCommand('incidents.answer')
  const mayAnswer = usePermitted('incident.write')
  const given = view.answers.filter((row) => row.question === question)
  const newest = given.at(-1)
  const article = articles[question]
  const history = [...given].reverse().map((row, index) => (
    <Box component="span" key={row.id} sx={{ display: 'block' }}>
      {index === 0 ? null : <del>{t(`ui:answer.${row.answer}`)}</del>} {t('questions.by', { author: authorName(row.author), time: shortTime(row.at, view.incident.zone, language) })}
    </Box>
  ))
  return (
    <Box>
      <AnswerButtons
        label={t(`questions.ask.${question}`)}
        help={
          <>
            {t(`questions.help.${question}`)}
            {history}
          </>
        }
        basis={article === undefined ? undefined : { kind: 'law', article }}
        value={newest?.answer ?? null}
        disabled={view.incident.closedAt !== null || !mayAnswer}
        onChange={(value) => {
          if (value !== newest?.answer) void answer.run({ incident: view.incident.id, question, answer: value, note: '' })
        }}
      />
      {answer.error === null ? null : <ErrorNotice error={answer.error} />}
    </Box>
  )
}
