import type backup from '../../locales/en/backup.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    backup: typeof backup
  }
}
