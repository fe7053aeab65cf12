import './app/no-eval.ts'
import { connectHost } from './api/host.ts'
import type { HostLink } from './api/host.ts'
import { installTrustedTypes } from './app/trusted-types.ts'

installTrustedTypes()

/**
 * The way to the core. Opened by a part of its own that is read before the screens, and asked at once how the record stands: the
 * answer is there when the screens are.
 */
export const connecting: Promise<HostLink> = connectHost().then((link) => {
  link.api?.cache.refresh('store.status', {})
  return link
})
