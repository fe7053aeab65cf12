import { expect, test } from 'vitest'
import { startTestCore } from '../support/in-process.ts'
import { startLocalHost } from '../support/local-host.ts'

test('a core in this thread creates a store, keeps it over a restart and opens it again', async () => {
  const core = startTestCore()
  expect(await core.api.call('store.status', {})).toMatchObject({ state: 'missing' })
  const { site } = await core.create()
  expect((await core.api.call('sites.list', {})).sites.map(({ id }) => id)).toEqual([site])
  const again = await core.restart()
  expect(await again.api.call('store.status', {})).toMatchObject({ state: 'closed' })
  await expect(again.api.call('sites.list', {})).rejects.toMatchObject({ code: 'store-closed' })
  await again.api.call('store.open', { passphrase: 'correct horse battery staple' })
  expect((await again.api.call('sites.list', {})).sites.map(({ id }) => id)).toEqual([site])
  await again.remove()
})

test('the local host serves the same from a process of its own and closes the record in order', async () => {
  const host = await startLocalHost()
  const { api } = await host.connect()
  expect(await api.call('store.status', {})).toMatchObject({ state: 'missing' })
  expect(await host.redeem(host.address)).toBeNull()
  const second = await host.connect()
  expect(await second.api.call('store.status', {})).toMatchObject({ state: 'missing' })
  expect(host.complaints()).not.toMatch(/network refused|fault/)
  expect(await host.stop()).toBe(0)
  await host.remove()
})
