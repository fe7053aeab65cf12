import type { Answer, OpenAnswer } from '../answer/answer.ts'
import type { Repositories } from '../ports/repositories.ts'
import type { IncidentQuestion } from './incident.ts'

/** The newest answer to each question of an incident; questions nobody answered are missing. */
export function newestAnswers(repositories: Repositories, incident: string): Partial<Record<IncidentQuestion, Answer>> {
  const newest: Partial<Record<IncidentQuestion, Answer>> = {}
  for (const row of repositories.answers.list(incident)) newest[row.question] = row.answer
  return newest
}

/** The newest answer to one question, or `null` while it is open. */
export function newestAnswer(repositories: Repositories, incident: string, question: IncidentQuestion): OpenAnswer {
  return newestAnswers(repositories, incident)[question] ?? null
}
