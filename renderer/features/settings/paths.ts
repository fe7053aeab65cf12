/** Pages of the settings. */
export const settingsPages = ['entity', 'sites', 'contacts', 'you', 'people', 'lock', 'approvals', 'key-card', 'keys', 'recovery-sheet', 'key', 'backup', 'update', 'health', 'record', 'time'] as const
/** One page of the settings. */
export type SettingsPage = (typeof settingsPages)[number]

/** Addresses of the settings, as hash routes. */
export const settingsPaths = {
  all: '/settings',
  page: (page: SettingsPage): string => `/settings/${page}`,
  site: (id: string): string => `/settings/sites/${id}`,
  person: (id: string): string => `/settings/people/${id}`,
  timeSources: '/settings/time-sources',
  timeSource: (id: string): string => `/settings/time-sources/${id}`,
  contact: (id: string): string => `/settings/contacts/${id}`,
} as const
