/** The part of the browser's Trusted Types that is used; its types are not in TypeScript's DOM library. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string; createScript(text: string): string; createScriptURL(url: string): string }): {
    createScriptURL(url: string): URL
  }
}

type WithTrustedTypes = typeof globalThis & { readonly trustedTypes?: PolicyFactory }

let policy: { createScriptURL(url: string): URL } | null = null

/**
 * Creates the one policy this page may have (`trusted-types app`). It lets own worker scripts through and nothing else:
 * never HTML, never script text. Call it before anything else runs, so that nobody else can take the name.
 */
export function installTrustedTypes(): void {
  const factory = (globalThis as WithTrustedTypes).trustedTypes
  if (factory === undefined || policy !== null) return
  policy = factory.createPolicy('app', { createHTML: refuse, createScript: refuse, createScriptURL: ownScript })
}

/** The address of a worker script of our own bundle, in the form the browser accepts. */
export function workerUrl(url: URL): URL {
  return policy === null ? url : policy.createScriptURL(url.href)
}

function refuse(): never {
  throw new TypeError('text is never turned into markup or script here')
}

function ownScript(url: string): string {
  const target = new URL(url, location.href)
  if (target.origin !== location.origin || !/\/assets\/[\w.-]+\.js$/.test(target.pathname)) throw new TypeError('not a script of this bundle')
  return target.href
}
