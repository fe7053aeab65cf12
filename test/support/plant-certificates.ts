import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether OpenSSL answers at all. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Password of every file made here. */
export const filePassword = 'Schlüssel für das Werk'

const dayMillis = 86_400_000

/** What a certificate of a test is like. */
interface Wish {
  /** What `openssl req -newkey` takes, and its parameters. */
  readonly key?: readonly string[]
  readonly name?: string
  readonly usage?: string | null
  readonly days?: number
  /** What `openssl pkcs12 -export` takes besides. */
  readonly protection?: readonly string[]
}

/** A folder in which OpenSSL makes keys, certificates and files of both. Nothing of it outlives the test. */
export class CertificateMaker {
  readonly folder = mkdtempSync(join(tmpdir(), 'cofferdam-certificate-'))

  /** Makes key and certificate and puts them into a PKCS #12 file. */
  make(name: string, { key = ['-newkey', 'rsa:3072'], name: subject = '/C=DE/O=Zweckverband/CN=Wasserwerk Talau', usage = 'digitalSignature', days = 800, protection = [] }: Wish = {}): Uint8Array {
    const extensions = usage === null ? [] : ['-addext', `keyUsage=critical,${usage}`]
    this.openssl('req', '-x509', ...key, '-noenc', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', String(days), '-subj', subject, ...extensions)
    return this.pack(name, protection, ['-inkey', `${name}.key`])
  }

  /** Puts what was made into a PKCS #12 file with another protection, or another key. */
  pack(name: string, protection: readonly string[], key: readonly string[]): Uint8Array {
    this.openssl('pkcs12', '-export', '-in', `${name}.pem`, ...key, '-out', `${name}.p12`, '-passout', `pass:${filePassword}`, ...protection)
    return this.read(`${name}.p12`)
  }

  openssl(...argv: readonly string[]): string {
    return execFileSync('openssl', argv, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  }

  /** Exit code and words of a program run in the folder. */
  run(program: string, ...argv: readonly string[]): { readonly status: number | null; readonly said: string } {
    const done = spawnSync(program, argv, { cwd: this.folder })
    return { status: done.status, said: `${done.stdout.toString()}${done.stderr.toString()}` }
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.folder, name)))
  }

  write(name: string, bytes: Uint8Array): string {
    writeFileSync(join(this.folder, name), bytes)
    return join(this.folder, name)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Bounds of the time when the certificates are made, moved by so many days. */
export function boundsIn(days: number): { readonly earliest: number; readonly latest: number; readonly open: boolean } {
  const at = Date.now() + days * dayMillis
  return { earliest: at, latest: at, open: false }
}
