import type { KnownContent } from './manifest.ts'
import type { Namespace } from './sshsig.ts'

/** The files of one content beyond the common ones. */
export interface ContentFiles {
  /** The machine-readable file that carries the head and has a signature of its own. */
  readonly main: string
  readonly namespace: Namespace
  /** Must be there, besides `main` and `main`.sig. */
  readonly required: readonly string[]
  /** May be there. */
  readonly optional: RegExp
  /** May be altered or missing in a file that was sanitised on the way; the data does not depend on them. */
  readonly rendered: readonly string[]
}

/** One row per content that this version knows. */
export const contentFiles: Readonly<Record<KnownContent, ContentFiles>> = {
  report: {
    main: 'report.json',
    namespace: 'cofferdam-report',
    required: ['report.pdf', 'report.html'],
    optional: /^(?:audit\.jsonl|approvals\/p-[a-z2-7]{10}\.json(?:\.sig)?)$/,
    rendered: ['README.txt', 'report.pdf', 'report.html'],
  },
  evidence: {
    main: 'evidence.json',
    namespace: 'cofferdam-evidence',
    required: [],
    optional: /^attachments\/[0-9]{4}_[A-Za-z0-9._-]+$/,
    rendered: ['README.txt'],
  },
  audit: {
    main: 'audit.jsonl',
    namespace: 'cofferdam-audit',
    required: [],
    optional: /^(?!)/,
    rendered: ['README.txt'],
  },
}

/** Files that every content has. */
export const commonFiles = ['README.txt', 'manifest.json', 'keys/allowed_signers', 'keys/keys.json', 'keys/keys.json.sig'] as const

/** The two files that SHA256SUMS does not list. */
export const sumsFile = 'SHA256SUMS'
/** Signature of SHA256SUMS. */
export const sumsSignatureFile = 'SHA256SUMS.sig'

/** Where a copy of the certificate of `<code>@<entity>` lies. */
export function certificateFile(principal: string): string {
  return `keys/${principal.slice(0, principal.indexOf('@'))}.pub`
}

/** Every path that must be there, but for the two of the sums. */
export function requiredFiles(content: KnownContent, signer: string): string[] {
  const files = contentFiles[content]
  return [...commonFiles, certificateFile(signer), files.main, `${files.main}.sig`, ...files.required]
}

/** Whether a path may stand in a package of this content. */
export function isFileOf(content: KnownContent, signer: string, path: string): boolean {
  return path === sumsFile || path === sumsSignatureFile || requiredFiles(content, signer).includes(path) || contentFiles[content].optional.test(path)
}

/**
 * Whether a missing file leaves the data provable: rendered files, the two sums files (report.json.sig remains) and the copies
 * of keys that are never trusted anyway.
 */
export function mayBeMissing(content: KnownContent, signer: string, path: string): boolean {
  return contentFiles[content].rendered.includes(path) || path === 'keys/allowed_signers' || path === certificateFile(signer)
}
