import type { ReadingFacts } from '../../../../shared/clock/time-source.ts'
import type { IncidentT } from '../incident-words.ts'

/** The corrected time with how exact it is: "Mon, 23 Nov 2026, 02:26 (+01:00), within 5 s". @param time the corrected time in words. */
export function correctedText(t: IncidentT, { uncertainty }: Pick<ReadingFacts, 'uncertainty'>, time: string): string {
  if (uncertainty === null) return t('reading.never', { time })
  return uncertainty < 120 ? t('reading.seconds', { time, count: uncertainty }) : t('reading.minutes', { time, count: Math.ceil(uncertainty / 60) })
}
