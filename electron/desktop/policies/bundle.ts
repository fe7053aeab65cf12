/** The scheme the window is served from. */
export const bundleScheme = 'app'
/** The only host of that scheme. */
export const bundleHost = 'bundle'
/** The origin every page and every message of ours has. */
export const bundleOrigin = `${bundleScheme}://${bundleHost}`
/** The page the window shows. */
export const startPage = `${bundleOrigin}/index.html`

/**
 * Whether a URL lies in the bundle. Decided by a URL parser, never by a prefix: `app://bundle@elsewhere/` and
 * `app://bundle.elsewhere/` begin alike. False for anything that is not a URL.
 */
export function isBundleUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null &&
    url.protocol === `${bundleScheme}:` &&
    url.hostname === bundleHost &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

/** Whether a string is the origin of the bundle, with or without the slash that some of Chromium's callers add. */
export function isBundleOrigin(origin: string): boolean {
  return origin === bundleOrigin || origin === `${bundleOrigin}/`
}
