import { createAccess } from '../../electron/local/access.ts'
import { startLocalServer } from '../../electron/local/server.ts'
import { linkCore, type CoreLink } from '../../electron/core/host-line.ts'
import { startInProcess } from '../../electron/core/in-process.ts'
import type { Transport } from '../../shared/contract/client.ts'
import { fixedOverrides } from '../support/fixed-overrides.ts'
import { testOptions, type TestFolders } from '../support/in-process.ts'
import { httpTransport } from '../support/local-host.ts'
import { tasksHere } from '../support/tasks-here.ts'
import { startTestCoreThread } from '../support/test-core-thread.ts'

/** A way to a core, with sessions. */
export interface OpenTransport {
  /** The transport of a session; sessions are told apart by name. */
  session(name: string): Promise<Transport>
  close(): Promise<void>
}

/** Handles one message of the desktop's channel, as `ipcMain.handle` was given it. */
export type ChannelHandler = (event: unknown, ...messages: readonly unknown[]) => Promise<unknown>

/** Puts the desktop's own channel in front of a core; the test gives it because it needs a pretended `electron`. */
export type OpenChannel = (link: CoreLink, session: string) => ChannelHandler

const seed = 'conformance'

function overLink(link: CoreLink, stop: () => Promise<void>): OpenTransport {
  return { session: (name) => Promise.resolve(async (request) => JSON.stringify(await link.call(name, request))), close: stop }
}

function inProcess(folders: TestFolders) {
  return startInProcess(testOptions(folders), { ...fixedOverrides(seed), tasks: tasksHere() })
}

/** The four ways a caller reaches the core. */
export const transports: Readonly<Record<string, (folders: TestFolders, openChannel: OpenChannel) => Promise<OpenTransport>>> = {
  'in-process': (folders) => {
    const core = inProcess(folders)
    return Promise.resolve(overLink(core.link, core.stop))
  },
  port: (folders) => {
    const link = linkCore({
      start: () => startTestCoreThread({ options: testOptions(folders), seed, clock: 'fixed' }),
      onLost: () => undefined,
      stopWithin: 15_000,
    })
    return Promise.resolve(overLink(link, () => link.stop()))
  },
  ipc: (folders, openChannel) => {
    const core = inProcess(folders)
    return Promise.resolve({
      session(name) {
        const handle = openChannel(core.link, name)
        const frame = { url: 'app://bundle/index.html', origin: 'app://bundle', parent: null, detached: false }
        // What crosses is cloned, as between the processes of the desktop.
        const transport: Transport = async (request) => structuredClone(await handle({ sender: {}, senderFrame: frame }, structuredClone(JSON.stringify(request)))) as string
        return Promise.resolve(transport)
      },
      close: core.stop,
    })
  },
  http: async (folders) => {
    const core = inProcess(folders)
    let nextName = ''
    const access = createAccess(undefined, () => nextName)
    const server = await startLocalServer({ link: core.link, access, files: new Map() })
    return {
      session(name) {
        nextName = name
        const redeemed = access.redeem(access.issueCode())
        if (!redeemed.ok) throw new Error('the code was refused')
        return Promise.resolve(httpTransport(server.port, redeemed.token))
      },
      async close() {
        await server.close()
        await core.stop()
      },
    }
  },
}
