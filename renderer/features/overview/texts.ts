import type overview from '../../locales/en/overview.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    overview: typeof overview
  }
}
