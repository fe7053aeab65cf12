import type transfer from '../../locales/en/transfer.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    transfer: typeof transfer
  }
}
