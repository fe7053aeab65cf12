import type space from '../../locales/en/space.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    space: typeof space
  }
}
