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

let folders: TestFolders | null = null
let reference: Outcome[] = []

/** Plays the scenario in folders that are the same for every transport: the label of a configured folder stands in the record. */
async function run(name: string): Promise<Outcome[]> {
  folders = makeTestFolders(folders?.root)
  const open = await transports[name]?.(folders, openChannel)
  if (open === undefined) throw new Error(`no transport ${name}`)
  try {
    return await play(open, folders)
  } finally {
    await open.close()
  }
}

beforeAll(async () => {
  reference = await run('in-process')
}, 60_000)

afterAll(() => {
  folders?.remove()
})

test.each(Object.keys(contract))('%s has a case that succeeds', (name) => {
  expect(scenario.some((step) => step.name === name && step.refused === null)).toBe(true)
})

test('the scenario holds over the in-process transport', () => {
  expect(reference).toHaveLength(scenario.length)
})

describe('equal outcomes', () => {
  test.each(Object.keys(transports).filter((name) => name !== 'in-process'))(
    'over %s, value for value, released bytes and the head of the record included',
    async (name) => {
      const played = await run(name)
      for (const [index, outcome] of played.entries()) expect([index, outcome]).toEqual([index, reference[index]])
      expect(played).toHaveLength(reference.length)
    },
    60_000,
  )
})
