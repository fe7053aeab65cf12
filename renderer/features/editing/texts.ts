import type editing from '../../locales/en/editing.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    editing: typeof editing
  }
}
