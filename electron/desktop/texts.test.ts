import { expect, test } from 'vitest'
import german from './locales/de.json' with { type: 'json' }
import english from './locales/en.json' with { type: 'json' }
import { desktopTexts } from './texts.ts'

test('German and English say the same things, and every one of them', () => {
  expect(Object.keys(german)).toEqual(Object.keys(english))
  for (const text of [...Object.values(german), ...Object.values(english)]) expect(text.trim()).not.toBe('')
})

test.each([
  ['de', german],
  ['de-AT', german],
  ['DE_de', english],
  ['en-GB', english],
  ['den', english],
  ['', english],
])('%j', (locale, texts) => {
  expect(desktopTexts(locale)).toBe(texts)
})
