/**
 * Turns what the tools report into counts. Pure, so that test/checks can prove that nothing is counted as passed by
 * mistake: a run that says "0 failed" because it never ran would be worse than no test at all.
 */

/** What one step found. `notRun` rows are shown and never counted as passed. */
export interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly notRun: readonly string[]
  /** Short lines that say what failed; the tool's own output has the rest. */
  readonly failures: readonly string[]
}

/** Nothing found yet. */
export const nothing: Outcome = { passed: 0, failed: 0, notRun: [], failures: [] }

/** The sum of two outcomes. */
export function add(left: Outcome, right: Outcome): Outcome {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    notRun: [...left.notRun, ...right.notRun],
    failures: [...left.failures, ...right.failures],
  }
}

/** One check that either holds or does not. */
export function check(name: string, holds: boolean): Outcome {
  return holds ? { ...nothing, passed: 1 } : { ...nothing, failed: 1, failures: [name] }
}

/**
 * A step whose program ended badly has failed at least once, whatever its report says: it may have died half way
 * through, after a thousand passes. A step that was to run tests and reports none has failed as well.
 */
export function judge(name: string, counted: Outcome, exitCode: number | null): Outcome {
  if (exitCode !== 0 && counted.failed === 0) {
    const how = exitCode === null ? 'was ended by a signal' : `ended with exit code ${exitCode}`
    return add(counted, check(`${name} ${how}`, false))
  }
  if (counted.passed + counted.failed + counted.notRun.length === 0) {
    return add(counted, check(`${name} reported no result`, false))
  }
  return counted
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message?: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** Counts vitest's JSON report: each test once; a file that failed without a failed test (it did not load) once. */
export function fromVitest(report: unknown): Outcome {
  let outcome = nothing
  for (const file of (report as VitestReport).testResults) {
    let failedTests = 0
    for (const test of file.assertionResults) {
      switch (test.status) {
        case 'passed':
          outcome = add(outcome, check(test.fullName, true))
          break
        case 'failed':
          failedTests += 1
          outcome = add(outcome, check(test.fullName, false))
          break
        default:
          // skipped, pending, todo, disabled
          outcome = { ...outcome, notRun: [...outcome.notRun, test.fullName] }
      }
    }
    if (file.status === 'failed' && failedTests === 0) outcome = add(outcome, check(`${file.name} did not load`, false))
  }
  return outcome
}

interface PlaywrightTest {
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
  readonly projectName: string
  readonly annotations?: readonly { readonly type: string; readonly description?: string }[]
}
interface PlaywrightSuite {
  readonly title: string
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs?: readonly { readonly title: string; readonly tests: readonly PlaywrightTest[] }[]
}
interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  readonly errors?: readonly { readonly message?: string }[]
}

/** Counts Playwright's JSON report. A flaky test counts as failed: without retries it can only mean trouble. */
export function fromPlaywright(report: unknown): Outcome {
  const { suites, errors = [] } = report as PlaywrightReport
  let outcome = nothing
  const walk = (suite: PlaywrightSuite): void => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const name = `${test.projectName}: ${suite.title} > ${spec.title}`
        if (test.status === 'skipped') {
          const reason = test.annotations?.find((annotation) => annotation.type === 'skip')?.description
          outcome = { ...outcome, notRun: [...outcome.notRun, reason === undefined ? name : `${name} (${reason})`] }
        } else {
          outcome = add(outcome, check(name, test.status === 'expected'))
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner)
  }
  for (const suite of suites) walk(suite)
  for (const error of errors) outcome = add(outcome, check((error.message ?? 'error').split('\n')[0] ?? 'error', false))
  return outcome
}

/**
 * Counts the lines of the row programs: `<program> <row> <count> ok`, `... FAIL`, `... not-run <reason>`. Each row is
 * one result, however many repetitions stand behind it.
 */
export function fromRows(program: string, output: string): Outcome {
  let outcome = nothing
  for (const line of output.split(/\r?\n/)) {
    const words = line.trim().split(/\s+/)
    if (words[0] !== program || words.length < 3) continue
    const row = words[1] ?? ''
    const verdict = words.find((word, index) => index >= 2 && (word === 'ok' || word === 'FAIL' || word === 'not-run'))
    if (verdict === 'ok') outcome = add(outcome, check(`${program} ${row}`, true))
    else if (verdict === 'FAIL') outcome = add(outcome, check(line.trim(), false))
    else if (verdict === 'not-run') {
      const reason = words.slice(words.indexOf('not-run') + 1).join(' ')
      outcome = { ...outcome, notRun: [...outcome.notRun, `${program} ${row}: ${reason}`] }
    }
  }
  return outcome
}

/** The last line of every run, in the exact form that other programs look for. */
export function closingLine(outcome: Outcome): string {
  return `${outcome.passed} passed, ${outcome.failed} failed`
}
