/** Pages of the settings. */
export const settingsPages = ['entity', 'sites', 'contacts', 'you', 'key-card', 'recovery-sheet'] as const
/** One page of the settings. */
export type SettingsPage = (typeof settingsPages)[number]

/** Addresses of the settings, as hash routes. */
export const settingsPaths = {
  all: '/settings',
  page: (page: SettingsPage): string => `/settings/${page}`,
  site: (id: string): string => `/settings/sites/${id}`,
  contact: (id: string): string => `/settings/contacts/${id}`,
} as const
