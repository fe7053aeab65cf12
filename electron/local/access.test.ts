import { expect, test } from 'vitest'
import { codeLifetime, createAccess } from './access.ts'

function accessAt() {
  const time = { now: 0 }
  return { time, access: createAccess(() => time.now) }
}

test('a code opens once and gives a token that stands for one session', () => {
  const { access } = accessAt()
  const code = access.issueCode()
  const first = access.redeem(code)
  expect(first.ok).toBe(true)
  expect(access.redeem(code)).toEqual({ ok: false, reason: 'wrong' })
  const token = first.ok ? first.token : ''
  expect(access.sessionOf(token)).toMatch(/^local-[0-9a-f]{16}$/)
  expect(access.sessionOf(token)).toBe(access.sessionOf(token))
  expect(access.sessionOf(`${token}x`)).toBeNull()
  expect(access.sessionOf('')).toBeNull()
})

test('a code is worthless after its time, and when a newer one was asked for', () => {
  const { access, time } = accessAt()
  const code = access.issueCode()
  time.now = codeLifetime
  expect(access.redeem(code).ok).toBe(false)
  const old = access.issueCode()
  const newer = access.issueCode()
  expect(access.redeem(old).ok).toBe(false)
  expect(access.redeem(newer).ok).toBe(true)
})

test('five wrong guesses kill the code, twenty put off every attempt for a minute', () => {
  const { access, time } = accessAt()
  const code = access.issueCode()
  for (let guess = 0; guess < 5; guess += 1) expect(access.redeem('wrong').ok).toBe(false)
  expect(access.redeem(code)).toEqual({ ok: false, reason: 'wrong' })
  for (let guess = 6; guess < 20; guess += 1) access.redeem('wrong')
  const next = access.issueCode()
  expect(access.redeem(next)).toEqual({ ok: false, reason: 'too-many' })
  time.now = 60_001
  expect(access.redeem(access.issueCode()).ok).toBe(true)
})

test('two browsers have two sessions', () => {
  const { access } = accessAt()
  const tokens = [access.redeem(access.issueCode()), access.redeem(access.issueCode())].map((redeemed) => (redeemed.ok ? redeemed.token : ''))
  const sessions = tokens.map((token) => access.sessionOf(token))
  expect(new Set(sessions).size).toBe(2)
  for (const session of sessions) expect(session).not.toBeNull()
})
