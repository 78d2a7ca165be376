/**
 * Preferences and window places, in one small file. Nothing that must not be lost lives here.
 *
 * electron-store writes the file. To read it takes none of that package, and loading it took a tenth
 * of the start: it is loaded when the first window stands.
 */
import { readFileSync } from 'node:fs'
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
  /** Loads what writes, and writes what was changed before. */
  warm(): Promise<void>
}

/** The part of electron-store that is used: it merges top-level keys and replaces the file whole. */
export interface SettingsWriter {
  set(kept: Kept): void
}

async function electronStore(folder: string): Promise<SettingsWriter> {
  const { default: Store } = await import('electron-store')
  return new Store<Kept>({
    cwd: folder,
    name: 'settings',
    clearInvalidConfig: true,
    serialize: (value) => JSON.stringify(value, null, 2),
  })
}

export interface Kept {
  readonly settings?: unknown
  readonly places?: unknown
}

/** Opens the settings of this device. What does not fit the schema counts as not set. */
export function openSettings(folder: string, loadWriter = electronStore): SettingsFile {
  const kept = readKept(join(folder, 'settings.json'))
  let settings = readSettings(kept.settings)
  let places = z.array(placeSchema).catch([]).parse(kept.places)
  let writer: SettingsWriter | null = null
  let loading: Promise<void> | null = null
  /** Changed before the writer was there. */
  let early: Kept = {}

  async function load(): Promise<void> {
    const loaded = await loadWriter(folder)
    if (Object.keys(early).length > 0) loaded.set(early)
    writer = loaded
  }
  function warm(): Promise<void> {
    loading ??= load().catch((error: unknown) => {
      loading = null // The next change tries again.
      console.error('copydesk: settings cannot be kept:', error)
    })
    return loading
  }
  function keep(change: Kept): void {
    if (writer) writer.set(change)
    else {
      early = { ...early, ...change }
      void warm()
    }
  }

  return {
    get: () => settings,
    change(change) {
      const next = settingsSchema.parse({ ...settings, ...change })
      keep({ settings: next })
      settings = next
      return next
    },
    places: () => places,
    keepPlaces(now) {
      places = [...now]
      keep({ places })
    },
    warm,
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
