import type key from '../../locales/en/key.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    key: typeof key
  }
}
