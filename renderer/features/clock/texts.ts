import type clock from '../../locales/en/clock.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    clock: typeof clock
  }
}
