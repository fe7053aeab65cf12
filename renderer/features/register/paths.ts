/** Addresses of the register, as hash routes. `new` as an id opens the form for a new one. */
export const registerPaths = {
  assets: '/assets',
  asset: (id: string): string => `/assets/${id}`,
  services: '/assets/services',
  service: (id: string): string => `/assets/services/${id}`,
  zones: '/zones',
  zone: (id: string): string => `/zones/${id}`,
} as const

/** Stands in an address for a record that is not there yet. */
export const newRecord = 'new'
