import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { manifestSchema } from '../package/manifest.ts'
import { recipientSchema } from './entity.ts'

// A contact that cannot stand in a manifest is found out only at 03:00, when a report is released to it.
test('what a contact may be called in file names and by its law fits the manifest', () => {
  const { recipient } = manifestSchema.options[0].shape
  const inManifest = z.strictObject({ label: recipient.shape.label, regime: recipient.shape.regime })
  const short = fc.stringMatching(/^[a-z0-9-]{0,34}$/)
  fc.assert(
    fc.property(short, short, (label, regime) => {
      const contact = recipientSchema.pick({ label: true, regime: true }).safeParse({ label, regime })
      if (contact.success) expect(inManifest.safeParse(contact.data).success).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
