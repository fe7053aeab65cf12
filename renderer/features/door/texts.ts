import type door from '../../locales/en/door.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    door: typeof door
  }
}
