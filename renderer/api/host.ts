import { createClient } from '../../shared/contract/client.ts'
import type { Transport } from '../../shared/contract/client.ts'
import type { AppContract } from '../../shared/contract/contract.ts'
import { createApi } from './api.ts'
import type { Api } from './api.ts'
import { desktopTransport, forgetToken, httpTransport, obtainToken } from './transports.ts'
import type { Fetch } from './transports.ts'

/** What a start of the window finds out about its host. */
export interface HostLink {
  /** Null: the host lets nobody in with this address. */
  readonly api: Api | null
  readonly access: { lost(): boolean; follow(listener: () => void): () => void }
}

/** Connects to whichever host serves this page: the desktop's bridge if it is there, else the loopback. */
export async function connectHost(): Promise<HostLink> {
  const bridge = window.cofferdam
  if (bridge !== undefined) return { api: apiOver(desktopTransport(bridge)), access: neverLost }
  const fragment = location.hash
  // The code must not stay in the address: it would end in the history and in screenshots.
  if (fragment.startsWith('#code=')) history.replaceState(null, '', location.pathname)
  const fetchText: Fetch = (url, init) => fetch(url, { ...init, credentials: 'omit', cache: 'no-store', redirect: 'error' })
  const access = createAccess()
  const token = await obtainToken(fragment, sessionStorage, fetchText).catch(() => null)
  if (token === null) return { api: null, access: access.state }
  const transport = httpTransport(token, fetchText, () => {
    forgetToken(sessionStorage)
    access.lose()
  })
  return { api: apiOver(transport), access: access.state }
}

function apiOver(transport: Transport): Api {
  return createApi(createClient<AppContract>(transport))
}

const neverLost: HostLink['access'] = { lost: () => false, follow: () => () => undefined }

function createAccess(): { readonly state: HostLink['access']; lose(): void } {
  let lost = false
  const listeners = new Set<() => void>()
  return {
    state: {
      lost: () => lost,
      follow(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    lose() {
      lost = true
      for (const listener of listeners) listener()
    },
  }
}
