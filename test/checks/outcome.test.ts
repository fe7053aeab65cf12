import { describe, expect, it } from 'vitest'
import { add, check, closingLine, fromPlaywright, fromRows, fromVitest, judge, nothing } from '../../scripts/test/outcome.ts'

describe('counting', () => {
  it('ends with the exact line', () => {
    expect(closingLine(add(check('a', true), check('b', false)))).toBe('1 passed, 1 failed')
    expect(closingLine(nothing)).toBe('0 passed, 0 failed')
  })

  it('counts a step that crashed as failed, whatever it had passed', () => {
    const counted = { ...nothing, passed: 1000 }
    expect(judge('unit', counted, 1)).toMatchObject({ passed: 1000, failed: 1 })
    expect(judge('unit', counted, null).failures).toEqual(['unit was ended by a signal'])
    expect(judge('unit', counted, 0)).toEqual(counted)
  })

  it('does not count a failure twice when the exit code only repeats it', () => {
    expect(judge('unit', check('a test', false), 1).failed).toBe(1)
  })

  it('takes a step without any result as failed', () => {
    expect(judge('unit', nothing, 0)).toMatchObject({ passed: 0, failed: 1 })
    expect(judge('faults', { ...nothing, notRun: ['faults x: no root'] }, 0).failed).toBe(0)
  })

  it('reads vitest', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'a one', status: 'passed' },
            { fullName: 'a two', status: 'failed' },
            { fullName: 'a three', status: 'pending' },
            { fullName: 'a four', status: 'todo' },
          ],
        },
        { name: 'broken.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
      ],
    }
    expect(fromVitest(report)).toEqual({
      passed: 1,
      failed: 2,
      notRun: ['a three', 'a four'],
      failures: ['a two', 'broken.test.ts did not load'],
    })
  })

  it('reads Playwright, nested suites and errors outside tests included', () => {
    const test = (status: string, description?: string) => ({
      status,
      projectName: 'browser',
      annotations: description === undefined ? [] : [{ type: 'skip', description }],
    })
    const report = {
      suites: [
        {
          title: 'a.spec.ts',
          specs: [{ title: 'works', tests: [test('expected')] }],
          suites: [
            { title: 'inner', specs: [{ title: 'breaks', tests: [test('unexpected')] }, { title: 'wavers', tests: [test('flaky')] }] },
            { title: 'stick', specs: [{ title: 'is pulled', tests: [test('skipped', 'no stick')] }] },
          ],
        },
      ],
      errors: [{ message: 'no tests found\nat x' }],
    }
    expect(fromPlaywright(report)).toEqual({
      passed: 1,
      failed: 3,
      notRun: ['browser: stick > is pulled (no stick)'],
      failures: ['browser: inner > breaks', 'browser: inner > wavers', 'no tests found'],
    })
  })

  it('reads rows of its own program only', () => {
    const output = [
      'some words about ok things',
      'faults kill-writer 10 ok',
      'faults full-disk 3 FAIL store not intact',
      'faults pulled-stick 0 not-run needs root',
      'fuzz zip 200 ok',
      'faults',
    ].join('\r\n')
    expect(fromRows('faults', output)).toEqual({
      passed: 1,
      failed: 1,
      notRun: ['faults pulled-stick: needs root'],
      failures: ['faults full-disk 3 FAIL store not intact'],
    })
  })
})
