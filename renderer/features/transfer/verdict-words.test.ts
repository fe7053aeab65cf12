import { describe, expect, it } from 'vitest'
import { packageFaults } from '../../../shared/package/fault.ts'
import { checkNames, findingCodes, isGenuine, verdictCodes, type Check } from '../../../shared/package/verdict.ts'
import de from '../../locales/de/transfer.json'
import en from '../../locales/en/transfer.json'
import { severities } from '../../ui/SeverityMark.tsx'
import { sortedChecks, verdictSeverity } from './verdict-words.ts'

describe('words of a verdict', () => {
  it('exist for every code, and for no others', () => {
    for (const words of [en, de]) {
      expect(Object.keys(words.verdict).sort()).toEqual([...verdictCodes].sort())
      expect(Object.keys(words.fault).sort()).toEqual([...packageFaults].sort())
      expect(Object.keys(words.finding).sort()).toEqual([...findingCodes].sort())
      expect(Object.keys(words.check.names).sort()).toEqual([...checkNames].sort())
    }
  })

  it('never look better than a better verdict', () => {
    const order = verdictCodes.map((code) => severities.indexOf(verdictSeverity(code)))
    expect(verdictSeverity('genuine')).toBe('good')
    expect(verdictSeverity('not-genuine')).toBe('critical')
    for (const code of verdictCodes) if (!isGenuine(code)) expect(verdictSeverity(code), code).not.toBe('good')
    expect(Math.min(...order)).toBe(severities.indexOf('critical'))
  })

  it('sort into keys and files without losing one', () => {
    const checks = checkNames.map((check): Check => ({ check, subject: '', result: 'ok', fault: null }))
    const { keys, files } = sortedChecks(checks)
    expect(keys.length + files.length).toBe(checks.length)
    expect(keys.map(({ check }) => check)).toEqual(['container', 'manifest', 'signature', 'anchor', 'keys', 'key', 'continuity'])
  })
})
