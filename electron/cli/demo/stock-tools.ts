import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readEntry, readZip } from '../../../shared/package/zip-read.ts'
import { openFileSource } from '../../core/byte-source.ts'
import { nodeHash, nodeInflate } from '../../core/crypto.ts'

/** What a stock tool said: that it holds, that it does not, or that there is no such tool on this PC. */
export type ToolAnswer = 'ok' | 'FAILED' | 'not-run'

/** Unpacks a package of our own making into a folder, for tools that want files. */
export function unpack(zipPath: string, folder: string): void {
  const source = openFileSource(zipPath)
  const zip = readZip(source)
  for (const entry of zip.entries.values()) {
    const path = join(folder, ...entry.path.split('/'))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, readEntry(zip, entry, entry.size, { hash: nodeHash, inflate: nodeInflate }))
  }
  source.close()
}

/** `ssh-keygen -Y verify` over SHA256SUMS with the one-line anchor, as a recipient would run it. */
export function sshKeygenVerifies(folder: string, anchor: string, principal: string): ToolAnswer {
  const input = openSync(join(folder, 'SHA256SUMS'), 'r')
  try {
    return answerOf(
      spawnSync('ssh-keygen', ['-Y', 'verify', '-f', anchor, '-I', principal, '-n', 'cofferdam-package', '-s', 'SHA256SUMS.sig'], {
        cwd: folder,
        stdio: [input, 'ignore', 'ignore'],
      }),
    )
  } finally {
    closeSync(input)
  }
}

/** `sha256sum --strict -c SHA256SUMS`. */
export function sha256sumVerifies(folder: string): ToolAnswer {
  return answerOf(spawnSync('sha256sum', ['--strict', '--quiet', '-c', 'SHA256SUMS'], { cwd: folder, stdio: 'ignore' }))
}

function answerOf(run: { readonly status: number | null; readonly error?: Error }): ToolAnswer {
  if (run.error !== undefined) return 'not-run'
  return run.status === 0 ? 'ok' : 'FAILED'
}
