import { describe, expect, it, vi } from 'vitest'
import { AccessLost, codeOf, desktopTransport, forgetToken, httpTransport, obtainToken } from './transports.ts'
import type { Fetch, TokenPlace } from './transports.ts'

const request = { id: 1, name: 'store.status', input: {} }

function place(token?: string): TokenPlace & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>(token === undefined ? [] : [['cofferdam-token', token]])
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) }
}
const answering = (status: number, text: string): ReturnType<typeof vi.fn<Fetch>> => vi.fn<Fetch>(() => Promise.resolve({ status, text: () => Promise.resolve(text) }))

describe('httpTransport', () => {
  it('carries the token in the Authorization header of a POST', async () => {
    const fetchText = answering(200, '{"id":1,"ok":true,"value":1}')
    expect(await httpTransport('secret', fetchText, () => undefined)(request)).toBe('{"id":1,"ok":true,"value":1}')
    expect(fetchText).toHaveBeenCalledWith('/api', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer secret' },
      body: JSON.stringify(request),
    })
  })

  it('says that the door is closed when the host no longer knows the token', async () => {
    const lost = vi.fn()
    await expect(httpTransport('old', answering(401, ''), lost)(request)).rejects.toBeInstanceOf(AccessLost)
    expect(lost).toHaveBeenCalledTimes(1)
  })
})

describe('obtainToken', () => {
  const code = 'abcdefghijklmnopqrst'

  it('exchanges the code of the address and keeps the token for this tab', async () => {
    const tab = place()
    const fetchText = answering(200, '{"token":"t1"}')
    expect(await obtainToken(`#code=${code}`, tab, fetchText)).toBe('t1')
    expect(tab.kept.get('cofferdam-token')).toBe('t1')
    expect(fetchText.mock.calls[0]?.[0]).toBe('/session')
    expect(fetchText.mock.calls[0]?.[1]).toMatchObject({ body: JSON.stringify({ code }), headers: { 'Content-Type': 'application/json' } })
  })

  it('falls back to the kept token: without a code, and when the code was used already', async () => {
    const fetchText = answering(401, '')
    expect(await obtainToken('#/incidents', place('kept'), fetchText)).toBe('kept')
    expect(fetchText).not.toHaveBeenCalled()
    expect(await obtainToken(`#code=${code}`, place('kept'), fetchText)).toBe('kept')
    expect(await obtainToken(`#code=${code}`, place(), fetchText)).toBeNull()
  })

  it('accepts nothing else as a token', async () => {
    for (const text of ['', 'null', '{"token":7}', '[]']) expect(await obtainToken(`#code=${code}`, place(), answering(200, text))).toBeNull()
  })

  it('reads only a code', () => {
    expect(codeOf('#/incidents')).toBeNull()
    expect(codeOf('#code=short')).toBeNull()
    expect(codeOf(`#code=${code}&x=1`)).toBeNull()
    expect(codeOf(`#code=${code}`)).toBe(code)
  })

  it('forgets', () => {
    const tab = place('old')
    forgetToken(tab)
    expect(tab.kept.size).toBe(0)
  })
})

describe('desktopTransport', () => {
  it('hands over the request as text', async () => {
    const call = vi.fn(() => Promise.resolve('{}'))
    await desktopTransport({ call, chooseFile: () => Promise.resolve('') })(request)
    expect(call).toHaveBeenCalledWith(JSON.stringify(request))
  })
})
