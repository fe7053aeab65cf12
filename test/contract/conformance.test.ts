import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { contract } from '../../shared/contract/contract.ts'
import { makeTestFolders, type TestFolders } from '../support/in-process.ts'
import { play, type Outcome } from './play.ts'
import { scenario } from './scenario.ts'
import { transports, type ChannelHandler, type OpenChannel } from './transports.ts'

const channels: ChannelHandler[] = []
vi.mock('electron', () => ({ ipcMain: { handle: (_channel: string, handler: ChannelHandler) => void channels.push(handler) } }))
const { serveCalls } = await import('../../electron/desktop/ipc.ts')

const openChannel: OpenChannel = (link, session) => {
  serveCalls({ sessionOf: () => session, answer: (_session, request) => link.call(session, request) })
  const handler = channels.at(-1)
  if (handler === undefined) throw new Error('the desktop opened no channel')
  return handler
}

const folders: TestFolders[] = []
const outcomes = new Map<string, Outcome[]>()

async function run(name: string): Promise<Outcome[]> {
  const own = makeTestFolders()
  folders.push(own)
  const open = await transports[name]?.(own, openChannel)
  if (open === undefined) throw new Error(`no transport ${name}`)
  try {
    return await play(open, own)
  } finally {
    await open.close()
  }
}

beforeAll(async () => {
  outcomes.set('in-process', await run('in-process'))
}, 60_000)

afterAll(() => {
  for (const own of folders) own.remove()
})

test.each(Object.keys(contract))('%s has a case that succeeds', (name) => {
  expect(scenario.some((step) => step.name === name && step.refused === null)).toBe(true)
})

test('the scenario holds over the in-process transport', () => {
  expect(outcomes.get('in-process')).toHaveLength(scenario.length)
})

describe('equal outcomes', () => {
  test.each(Object.keys(transports).filter((name) => name !== 'in-process'))(
    'over %s, value for value, released bytes included',
    async (name) => {
      const reference = outcomes.get('in-process') ?? []
      const played = await run(name)
      for (const [index, outcome] of played.entries()) expect([index, outcome]).toEqual([index, reference[index]])
      expect(played).toHaveLength(reference.length)
    },
    60_000,
  )
})
