import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recipientEditSchema } from '../../../shared/entity/entity.ts'
import { recipientLabel } from './recipient-label.ts'

it.each([
  ['BSI', 'bsi'],
  ['Bundesamt für Sicherheit in der Informationstechnik (BSI)', 'bsi'],
  ['CERT-FR', 'certfr'],
  ['Nationale Meldestelle', 'nationalemeldest'],
  ['Überlandwerk', 'ueberlandwerk'],
  ['X', 'tox'],
  ['日本', 'to'],
])('%s becomes %s', (name, label) => {
  expect(recipientLabel(name, [])).toBe(label)
})

it('differs from what is taken', () => {
  expect(recipientLabel('BSI', ['bsi', 'bsi2'])).toBe('bsi3')
})

it('is always a legal label and never one that is taken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.array(fc.constantFrom('bsi', 'to', 'a2')), (name, taken) => {
      const label = recipientLabel(name, taken)
      expect(recipientEditSchema.shape.label.safeParse(label).success).toBe(true)
      expect(taken).not.toContain(label)
    }),
  )
})
