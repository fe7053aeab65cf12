import { z } from 'zod'
import type { Repositories } from '../ports/repositories.ts'

/** How a store guards an unwatched screen. */
export const accessSettingsSchema = z.strictObject({
  /** Minutes without a key or a click after which the screen locks. */
  idleMinutes: z.number().int().min(1).max(60),
  /** Whether the locked screen of the control room may add to the chronology of an open incident. */
  controlRoomWrites: z.boolean(),
})
export type AccessSettings = z.output<typeof accessSettingsSchema>

/** IEC 62443-3-3 SR 2.5 asks for a session lock and leaves the time to the plant. */
export const defaultAccessSettings: AccessSettings = { idleMinutes: 10, controlRoomWrites: true }

const key = 'access'

/** The settings of a store; the default ones where nothing readable was set. */
export function accessSettings(repositories: Pick<Repositories, 'settings'>): AccessSettings {
  const text = repositories.settings.get(key)
  if (text === null) return defaultAccessSettings
  const parsed = accessSettingsSchema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : defaultAccessSettings
}

/** Keeps the settings of a store. */
export function saveAccessSettings(repositories: Pick<Repositories, 'settings'>, settings: AccessSettings): void {
  repositories.settings.set(key, JSON.stringify(settings))
}
