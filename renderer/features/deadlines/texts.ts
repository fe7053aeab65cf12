import type deadlines from '../../locales/en/deadlines.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    deadlines: typeof deadlines
  }
}
