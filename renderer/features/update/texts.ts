import type update from '../../locales/en/update.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    update: typeof update
  }
}
