import type common from '../../locales/en/common.json'
import type errors from '../../locales/en/errors.json'
import type frame from '../../locales/en/frame.json'
import type ui from '../../locales/en/ui.json'

/**
 * The typed keys of the namespaces of the foundation. A feature adds its own namespace beside its screens with the same three lines:
 *
 *     import type incidents from '../../locales/en/incidents.json'
 *     declare module 'i18next' {
 *       interface ResourceNamespaceMap { incidents: typeof incidents }
 *     }
 *
 * The texts themselves need no registration: every file in `renderer/locales/<language>/` is a namespace of its name.
 */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
  }
  interface ResourceNamespaceMap {
    common: typeof common
    errors: typeof errors
    frame: typeof frame
    ui: typeof ui
  }
}
