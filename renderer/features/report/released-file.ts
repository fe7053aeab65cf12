import type { Outcome } from '../../api/api.ts'
import type { Api } from '../../api/api.ts'
import { readHandedFile } from '../../api/files.ts'

/** Whether this window can save a file on its own: a browser can, the desktop window refuses every download by design. */
export function canSaveHere(): boolean {
  return window.cofferdam === undefined
}

/** Fetches one frozen file of a release and lets the browser save it under its own name. */
export async function saveReleasedFile(api: Api, release: string, path: string, mediaType: string): Promise<Outcome<{ readonly name: string }>> {
  const staged = await api.call('reports.file', { release, path })
  if (!staged.ok) return staged
  const bytes = await readHandedFile(api, staged.value.file, staged.value.size)
  void api.call('files.drop', { file: staged.value.file })
  if (!bytes.ok) return bytes
  const address = URL.createObjectURL(new Blob([bytes.value], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = staged.value.name
  link.click()
  // The browser reads the address a moment after the press.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return { ok: true, value: { name: staged.value.name } }
}

/** Media type of a released file by its ending, for the browser's "save as". */
export function mediaTypeOf(path: string): string {
  if (path.endsWith('.pdf')) return 'application/pdf'
  if (path.endsWith('.html')) return 'text/html'
  if (path.endsWith('.json')) return 'application/json'
  return path.endsWith('.txt') ? 'text/plain' : 'application/octet-stream'
}
