import type { CertificateRefusal } from './certificate-rule.ts'

/** The file between the two lines. Its key is encrypted too: OpenSSL asks for a password for it. */
export const pemName = 'plant.pem'

/** For what another protection helps. */
const convertible: readonly CertificateRefusal[] = ['legacy-protection', 'unknown-protection', 'too-many-rounds']

/**
 * The two lines with which OpenSSL 3 makes a file of it that is accepted: its export is AES-256 with PBKDF2 and SHA-256 by itself. Empty
 * where that would not help. The name is kept only where every shell takes it as it is.
 */
export function conversionLines(refusal: CertificateRefusal, name: string): readonly string[] {
  if (!convertible.includes(refusal)) return []
  const old = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,80}$/.test(name) ? name : 'old.p12'
  return [`openssl pkcs12 ${refusal === 'too-many-rounds' ? '' : '-legacy '}-in ${old} -out ${pemName}`, `openssl pkcs12 -export -in ${pemName} -out new.p12`]
}
