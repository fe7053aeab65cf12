import type exchange from '../../locales/en/exchange.json'
import type keys from '../../locales/en/keys.json'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    exchange: typeof exchange
    keys: typeof keys
  }
}
