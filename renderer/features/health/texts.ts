import type health from '../../locales/en/health.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    health: typeof health
  }
}
