import { z } from 'zod'
import { command, lifecycle, query } from '../contract/procedure.ts'
import { idResultSchema, idSchema, nothingSchema, textSchema } from '../contract/schema.ts'
import { touch } from '../contract/touches.ts'
import { validityStates } from './certificate-rule.ts'
import { pdfSigningOutcomes, shownCertificateSchema } from './plant-certificate.ts'

/** The own passphrase, asked again before an act with a key. */
const passphraseSchema = z.string().min(1).max(1024)

/** The plant's own certificate: optional, and beside the signatures that decide. */
export const plantCertificateContract = {
  'plantCertificate.show': query({
    in: nothingSchema,
    out: z.strictObject({
      /** The one in use; `null`: reports go out without a signature in the PDF. */
      certificate: shownCertificateSchema.nullable(),
      state: z.enum(validityStates).nullable(),
    }),
    needs: 'record.read',
  }),
  /** Takes a certificate with its key out of a PKCS #12 file; it takes the place of the one before. */
  'plantCertificate.take': lifecycle({
    in: z.strictObject({ file: idSchema, password: z.string().max(1024), passphrase: passphraseSchema }),
    out: idResultSchema,
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** Forgets the key; what was signed with it stays signed. */
  'plantCertificate.remove': command({
    in: z.strictObject({ certificate: idSchema, reason: textSchema(600, 1), passphrase: passphraseSchema }),
    out: nothingSchema,
    needs: 'keys.manage',
    touches: 'all-sites',
  }),
  /** Whether the PDF of a released report was signed with it, or why not; `null`: there was no certificate. */
  'plantCertificate.ofRelease': query({
    in: z.strictObject({ release: idSchema }),
    out: z.strictObject({ signing: z.strictObject({ outcome: z.enum(pdfSigningOutcomes), subject: z.string() }).nullable() }),
    needs: 'record.read',
    touches: [touch('release')],
  }),
}
