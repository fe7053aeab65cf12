import type keys from '../../locales/en/keys.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    keys: typeof keys
  }
}
