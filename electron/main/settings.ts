/** Preferences and window places, in one small file. Nothing that must not be lost lives here. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

interface Kept {
  readonly settings?: unknown
  readonly places?: unknown
}

/** Opens the settings of this device. What does not fit the schema counts as not set. */
export function openSettings(folder: string): SettingsFile {
  const file = join(folder, 'settings.json')
  let kept = readKept(file)
  let settings = readSettings(kept.settings)
  const keep = (change: Kept): void => {
    kept = { ...kept, ...change }
    mkdirSync(folder, { recursive: true })
    // Whoever reads finds the old file or the new one, never a part.
    writeFileSync(`${file}.new`, JSON.stringify(kept, null, 2))
    renameSync(`${file}.new`, file)
  }
  return {
    get: () => settings,
    change(change) {
      const next = settingsSchema.parse({ ...settings, ...change })
      keep({ settings: next })
      settings = next
      return next
    },
    places: () => z.array(placeSchema).catch([]).parse(kept.places),
    keepPlaces: (places) => keep({ places }),
  }
}

function readKept(file: string): Kept {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // Not there yet, or cut short: everything counts as not set.
    return {}
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
