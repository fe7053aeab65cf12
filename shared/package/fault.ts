/**
 * Everything that can be wrong with a package, in the order in which a verifier looks (docs/package-format.md, "Faults").
 * A closed list: a new code is a new minor version of the document.
 */
export const packageFaults = [
  // what the verifier was given to judge by
  'anchor-invalid',
  // the container
  'zip-unreadable',
  'zip-truncated',
  'zip-trailing-data',
  'zip-comment',
  'zip-multi-disk',
  'zip-zip64',
  'zip-too-many-entries',
  'zip-header',
  'zip-encrypted',
  'zip-method',
  'zip-name-empty',
  'zip-name-absolute',
  'zip-name-parent',
  'zip-name-backslash',
  'zip-name-drive',
  'zip-name-control',
  'zip-name-not-ascii',
  'zip-name-unsafe',
  'zip-name-reserved',
  'zip-name-too-long',
  'zip-name-duplicate',
  'zip-special-file',
  'zip-too-large',
  'zip-ratio',
  'zip-prepended-data',
  'zip-overlap',
  'zip-hidden-data',
  'zip-header-mismatch',
  'zip-inflate',
  'zip-crc',
  // what must be there
  'file-missing',
  'file-too-large',
  // the manifest
  'json-not-canonical',
  'manifest-invalid',
  // signatures and certificates
  'signature-invalid',
  'namespace-wrong',
  'certificate-missing',
  'certificate-invalid',
  'certificate-not-by-anchor',
  'principal-wrong',
  'signature-wrong',
  // the list of keys
  'keys-invalid',
  'keys-not-by-entity',
  'key-not-listed',
  'key-use-wrong',
  'key-revoked',
  'key-outside-window',
  // the files
  'sums-invalid',
  'sums-incomplete',
  'file-extra',
  'file-differs',
  'manifest-differs',
  'key-copy-differs',
  // the content
  'content-invalid',
  'head-differs',
  'attachment-differs',
  'approval-invalid',
  'audit-broken',
  // continuity, only with memory
  'history-forked',
  'replayed',
  'line-not-declared',
  // a change of an entity's key
  'key-change-invalid',
  'key-change-not-by-both',
  'key-change-not-from-anchor',
  // a request for a certificate, and the answer
  'key-request-invalid',
  'key-request-not-by-site',
  'key-request-not-for-here',
  'key-certificate-invalid',
  'key-certificate-not-asked',
] as const

/** One code of the closed list. */
export type PackageFaultCode = (typeof packageFaults)[number]

/** A refusal while reading a package or one of its parts. `subject` names the file, key or entry; never free text of the content. */
export class PackageFault extends Error {
  readonly code: PackageFaultCode
  readonly subject: string
  constructor(code: PackageFaultCode, subject = '') {
    super(subject === '' ? code : `${code}: ${subject}`)
    this.name = 'PackageFault'
    this.code = code
    this.subject = subject
  }
}
