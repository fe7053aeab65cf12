/** The steps of `npm test` and `npm run check`, in the order in which they run. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { electronBinary } from '../electron-binary.ts'
import { root } from '../root.ts'
import { add, check, fromPlaywright, fromRows, fromVitest, judge, nothing, type Outcome } from './outcome.ts'
import { run, type Program } from './program.ts'

/** One step. `write` takes what its tools print. */
export interface Step {
  readonly name: string
  readonly about: string
  /** Part of `npm run check`, the quick one without browser and fault rows. */
  readonly quick: boolean
  /** May run beside other steps: reads the tree only, and one core is enough for it. */
  readonly beside: boolean
  readonly run: (write: (text: string) => void) => Promise<Outcome>
}

const bin = (path: string): string => join(root, 'node_modules', path)
const reports = join(root, 'node_modules/.cache/cofferdam-test')

/** A tool that says yes or no by its exit code. */
function tool(name: string, program: Program): Step['run'] {
  return async (write) => check(name, (await run(program, write)).exitCode === 0)
}

/** One check per tsconfig, so that the count says which runtime does not compile. */
async function types(write: (text: string) => void): Promise<Outcome> {
  const projects = readdirSync(root).filter((name) => /^tsconfig\.\w+\.json$/.test(name) && name !== 'tsconfig.base.json')
  let outcome = nothing
  for (const project of projects.sort()) {
    outcome = add(
      outcome,
      await tool(`types of ${project}`, {
        file: bin('typescript/bin/tsc'),
        args: ['--project', project, '--pretty', 'false'],
        minutes: 5,
      })(write),
    )
  }
  return outcome
}

/** Reads a tool's JSON report; a tool that died before writing one has reported nothing. */
function readReport(file: string, count: (report: unknown) => Outcome): Outcome {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return nothing
  }
}

function freshReport(name: string): string {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, `${name}-${process.pid}.json`)
  rmSync(file, { force: true })
  return file
}

/** Vitest over some of the projects of vitest.config.ts. */
function vitest(name: string, projects: readonly string[], args: readonly string[] = []): Step['run'] {
  return async (write) => {
    const file = freshReport(name)
    const { exitCode } = await run(
      {
        file: bin('vitest/vitest.mjs'),
        args: [
          'run',
          ...projects.flatMap((project) => ['--project', project]),
          '--reporter=dot',
          '--reporter=json',
          `--outputFile.json=${file}`,
          ...args,
        ],
        minutes: 10,
      },
      write,
    )
    const counted = judge(name, readReport(file, fromVitest), exitCode)
    rmSync(file, { force: true })
    return counted
  }
}

/** A program of test/<name>/run.ts that prints rows. */
function rows(name: string, minutes: number): Step['run'] {
  return async (write) => {
    const file = join(root, 'test', name, 'run.ts')
    const { exitCode, output } = await run({ file, args: ['--scale', '0.1'], minutes }, write)
    return judge(name, fromRows(name, output), exitCode)
  }
}

async function demo(write: (text: string) => void): Promise<Outcome> {
  const file = join(root, 'electron/cli/main.ts')
  const out = join(reports, `demo-${process.pid}`)
  const outcome = await tool('demo', { file, args: ['demo', '--out', out], minutes: 3 })(write)
  rmSync(out, { recursive: true, force: true })
  return outcome
}

async function e2e(write: (text: string) => void): Promise<Outcome> {
  const file = freshReport('e2e')
  const { exitCode } = await run(
    {
      file: bin('@playwright/test/cli.js'),
      args: ['test', '--project', 'browser', '--reporter', 'line,json'],
      environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      minutes: 10,
    },
    write,
  )
  const counted = judge('e2e', readReport(file, fromPlaywright), exitCode)
  rmSync(file, { force: true })
  const why =
    electronBinary() === undefined
      ? 'no Electron binary here, fetch one with `npx install-electron`'
      : 'run `npm run e2e:electron`'
  return { ...counted, notRun: [...counted.notRun, `e2e on Electron: ${why}`] }
}

export const steps: readonly Step[] = [
  { name: 'types', about: 'TypeScript, one project per runtime', quick: true, beside: true, run: types },
  {
    name: 'lint',
    about: 'ESLint with types',
    quick: true,
    beside: true,
    run: tool('lint', { file: bin('eslint/bin/eslint.js'), args: ['.', '--max-warnings', '0'], minutes: 5 }),
  },
  {
    name: 'layers',
    about: 'dependency-cruiser: arrows point one way',
    quick: true,
    beside: true,
    run: tool('layers', {
      file: bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      args: ['.', '--config', '.dependency-cruiser.mjs', '--output-type', 'err'],
      minutes: 3,
    }),
  },
  {
    name: 'knip',
    about: 'no unused file, export or dependency',
    quick: true,
    beside: true,
    run: tool('knip', { file: bin('knip/bin/knip.js'), minutes: 3 }),
  },
  {
    name: 'checks',
    about: 'lockfile, licences, layers, launcher, schemas',
    quick: true,
    beside: false,
    run: vitest('checks', ['checks']),
  },
  // Before the unit tests: some of them look into what was built.
  {
    name: 'build',
    about: 'dist/ from the sources',
    quick: false,
    beside: false,
    run: tool('build', { file: join(root, 'scripts/build.ts'), minutes: 5 }),
  },
  {
    name: 'unit',
    about: 'rules, database, contract, screens; coverage floors of shared/ and db/',
    quick: true,
    beside: false,
    run: vitest('unit', ['node', 'renderer'], ['--coverage']),
  },
  { name: 'demo', about: 'the main job, headless', quick: false, beside: false, run: demo },
  { name: 'faults', about: 'fault injection at a tenth of the release scale', quick: false, beside: false, run: rows('faults', 5) },
  { name: 'fuzz', about: 'hostile input at a tenth of the release scale', quick: false, beside: false, run: rows('fuzz', 5) },
  { name: 'security', about: 'no connection, no foreign caller', quick: false, beside: false, run: rows('security', 5) },
  { name: 'e2e', about: 'the screens in a real browser, through the local host', quick: false, beside: false, run: e2e },
]
