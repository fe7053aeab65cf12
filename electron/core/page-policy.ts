/** The one Trusted Types policy the page may create. */
export const trustedTypesPolicy = 'app'

/** Stands in `index.html` where the nonce of the load belongs. */
export const noncePlaceholder = '__CSP_NONCE__'

/**
 * The Content-Security-Policy of the page. Styles need a nonce because the style library inserts `<style>`
 * elements; nothing else may be inline, and nothing may be evaluated.
 *
 * @param nonce base64 or base64url, new for each load
 * @throws Error when the nonce holds anything that could end the directive
 */
export function contentSecurityPolicy(nonce: string): string {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(nonce)) throw new Error('a nonce of the policy is base64 of 16 characters or more')
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'none'`,
    `media-src 'none'`,
    `object-src 'none'`,
    `frame-src 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types ${trustedTypesPolicy}`,
  ].join('; ')
}

/** Headers of every answer from the bundle. */
export function responseHeaders(mediaType: string, policy: string): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  }
}
