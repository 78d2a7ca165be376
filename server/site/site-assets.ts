/** The page's script and styles as Vite built them, by their hashed names. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { NewsroomError } from '../../shared/model/errors.ts'

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    name: z.string().optional(),
    isEntry: z.boolean().optional(),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
  }),
)

export interface SiteAssets {
  readonly script: string
  readonly styles: readonly string[]
  /** Fonts that the first screen of every page needs, by a part of their file name. */
  readonly fontFor: (part: string) => string | null
}

/** The reader's pages were not built: `npm run build` makes them. */
export class SiteNotBuilt extends NewsroomError {
  readonly code = 'site-not-built'
  readonly retry = 'never'
  constructor(folder: string, cause: unknown) {
    super(`No script and styles of the reader's pages in ${folder}: run the build`, { cause })
  }
}

/** Reads the build's manifest. Throws `SiteNotBuilt`. */
export function readSiteAssets(publicFolder: string): SiteAssets {
  try {
    return siteAssets(JSON.parse(readFileSync(join(publicFolder, 'manifest.json'), 'utf8')))
  } catch (cause) {
    throw new SiteNotBuilt(publicFolder, cause)
  }
}

/** What pages link to, out of a parsed manifest. */
export function siteAssets(manifest: unknown): SiteAssets {
  const entries = Object.values(manifestSchema.parse(manifest))
  const entry = entries.find(({ name, isEntry }) => isEntry && name === 'reader')
  if (!entry) throw new Error('no entry "reader" in the manifest')
  const address = (file: string) => `/${file}`
  return {
    script: address(entry.file),
    styles: entry.css.map(address),
    fontFor(part) {
      const file = entry.assets.find((asset) => asset.includes(part))
      return file ? address(file) : null
    },
  }
}
