import { isGenuine, type Check, type Verdict, type VerdictCode } from '../../../shared/package/verdict.ts'
import type { Severity } from '../../ui/SeverityMark.tsx'

/** How a verdict looks: good only where the file is what its signer released. */
export function verdictSeverity(code: VerdictCode): Severity {
  switch (code) {
    case 'genuine':
      return 'good'
    case 'genuine-replaced':
    case 'genuine-key-expired':
    case 'content-unknown':
      return 'medium'
    case 'rebuilt':
    case 'unknown-signer':
      return 'high'
    case 'not-genuine':
      return 'critical'
  }
}

/** How the result of one check looks. */
export function checkSeverity(result: Check['result']): Severity {
  switch (result) {
    case 'ok':
      return 'good'
    case 'changed':
      return 'medium'
    case 'unchecked':
      return 'low'
    case 'failed':
      return 'critical'
  }
}

/** Checks about the file as a whole and about keys come first, then those of single files. */
const aboutFiles: ReadonlySet<Check['check']> = new Set(['file', 'manifest-files', 'key-copy', 'content', 'approval', 'audit'])

/** Splits the checks into "key by key" and "file by file", each in the order in which they were made. */
export function sortedChecks(checks: readonly Check[]): { readonly keys: readonly Check[]; readonly files: readonly Check[] } {
  return { keys: checks.filter(({ check }) => !aboutFiles.has(check)), files: checks.filter(({ check }) => aboutFiles.has(check)) }
}

/** Whether the verdict may be shown with the words of the file: only what is proven is shown as the sender's word. */
export function isProven(verdict: Pick<Verdict, 'code' | 'head'>): boolean {
  return verdict.head !== null && (isGenuine(verdict.code) || verdict.code === 'rebuilt')
}
