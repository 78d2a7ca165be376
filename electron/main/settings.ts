/** Preferences and window places, in one small file. Nothing that must not be lost lives here. */
import Store from 'electron-store'
import { z } from 'zod'
import {
  type Settings,
  settingsChangeSchema,
  settingsSchema,
} from '../../shared/ipc/main-contract.ts'
import { storyIdSchema } from '../../shared/model/ids.ts'

export const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200),
  height: z.number().int().min(200),
  maximized: z.boolean(),
  /** The story this window was opened for, if it was opened for one. */
  story: storyIdSchema.nullable(),
})
/** Where a window stood. */
export type Place = z.infer<typeof placeSchema>

export interface SettingsFile {
  get(): Settings
  /** Keeps the change and returns the whole. */
  change(change: Partial<Settings>): Settings
  places(): Place[]
  keepPlaces(places: readonly Place[]): void
}

/** Opens the settings of this device. What does not fit the schema counts as not set. */
export function openSettings(folder: string): SettingsFile {
  const store = new Store<{ settings: unknown; places: unknown }>({
    cwd: folder,
    name: 'settings',
    clearInvalidConfig: true,
    serialize: (value) => JSON.stringify(value, null, 2),
  })
  let settings = readSettings(store.get('settings'))
  return {
    get: () => settings,
    change(change) {
      const next = settingsSchema.parse({ ...settings, ...change })
      store.set('settings', next)
      settings = next
      return next
    },
    places: () => z.array(placeSchema).catch([]).parse(store.get('places')),
    keepPlaces: (places) => store.set('places', places),
  }
}

/** Field by field, so that one bad value does not cost the others. */
function readSettings(kept: unknown): Settings {
  const known = z.record(z.string(), z.unknown()).catch({}).parse(kept)
  const good = Object.entries(settingsChangeSchema.shape).filter(
    ([key, field]) => field.safeParse(known[key]).success,
  )
  return settingsSchema.parse(Object.fromEntries(good.map(([key]) => [key, known[key]])))
}
