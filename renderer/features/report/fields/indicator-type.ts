import type { indicatorTypes } from '../../../../shared/report/choices.ts'
import type { IndicatorItem } from '../../../../shared/report/value.ts'

/** Kind of an indicator of compromise. */
export type IndicatorType = (typeof indicatorTypes)[number]

/** A new trace, sorted by what it looks like. */
export function traceOf(value: string): IndicatorItem {
  return { type: indicatorType(value), value, firstSeen: null, lastSeen: null, confidence: 'unknown', note: '' }
}

const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}(?::\\d{1,5})?(?:/\\d{1,2})?$`)
/** Seven or fewer groups are enough here: it only has to look like one. */
const ipv6 = /^(?=.*:.*:)[0-9a-f:]{3,39}(?:\/\d{1,3})?$/i
const executable = /\.(?:exe|dll|sys|bat|cmd|ps1|vbs|js|jar|scr|lnk|docm?|xlsm?|pdf|zip|rar|7z|iso|img|bin|elf|so|py|sh)$/i

/**
 * The kind of trace that a text looks like: what somebody pastes at night need not be sorted by hand. Brackets that make an address
 * harmless (`10[.]0[.]0[.]7`, `hxxp`) are read through.
 */
export function indicatorType(text: string): IndicatorType {
  const value = harmful(text.trim())
  if (/^[0-9a-f]{64}$/i.test(value)) return 'sha256'
  if (/^[0-9a-f]{40}$/i.test(value)) return 'sha1'
  if (/^[0-9a-f]{32}$/i.test(value)) return 'md5'
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return 'url'
  if (ipv4.test(value) || ipv6.test(value)) return 'ip-address'
  if (/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(value)) return 'email'
  if (/^(?:HKLM|HKCU|HKCR|HKU|HKEY_[A-Z_]+)\\/i.test(value)) return 'registry-key'
  if (executable.test(value) || /[\\/][^\\/\s]+\.[a-z0-9]{1,5}$/i.test(value)) return 'file-name'
  if (/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/i.test(value)) return 'domain'
  if (/^[\w.-]+\\[\w.$-]+$/.test(value)) return 'account'
  return 'other'
}

function harmful(value: string): string {
  return value.replaceAll(/\[(\.|:|@)\]/g, '$1').replace(/^hxxp/i, 'http')
}

/** Addresses, hashes and the like in a sentence, each once. Only what cannot be an ordinary word or number of a plant. */
export function tracesIn(text: string): { readonly value: string; readonly type: IndicatorType }[] {
  const found = new Map<string, IndicatorType>()
  for (const raw of text.split(/[\s,;()"'„“”]+/)) {
    const word = raw.replace(/[.!?:]+$/, '')
    const type = indicatorType(word)
    if (type === 'other' || type === 'account' || (type === 'domain' && !/\[\.\]|^www\.|\.(?:com|net|org|info|biz|top|xyz|onion|ru|cn|su|io|eu|de)$/i.test(word))) continue
    // A clock time or a ratio such as 14:05:30 is no address.
    if (type === 'ip-address' && /^[\d:]+$/.test(word)) continue
    found.set(word, type)
  }
  return [...found].map(([value, type]) => ({ value, type }))
}
