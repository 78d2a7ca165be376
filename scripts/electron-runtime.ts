/**
 * Which Electron runs the app. In this order: the one the user names in ELECTRON_OVERRIDE_DIST_PATH;
 * the official runtime that is installed; the official download; the fallback package.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  FallbackUnavailable,
  fallbackFits,
  fallbackRuntime,
  fallbackVersion,
} from './electron-fallback.ts'
import { downloadOfficial, installedOfficial, officialVersion } from './electron-official.ts'

export type ElectronRuntime = {
  readonly path: string
  readonly version: string
  readonly which: 'override' | 'official' | 'fallback'
}

const executableName = process.platform === 'win32' ? 'electron.exe' : 'electron'

function overridden(folder: string): ElectronRuntime {
  const path = join(folder, executableName)
  if (!existsSync(path)) {
    throw new FallbackUnavailable(
      `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but ${path} is not there`,
    )
  }
  const versionFile = join(folder, 'version')
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : 'unknown'
  return { path, version: version.replace(/^v/, ''), which: 'override' }
}

/**
 * Finds or fetches the runtime and points this process's children at it
 * (ELECTRON_OVERRIDE_DIST_PATH, which Electron's own launcher and Playwright read).
 */
export async function electronExecutable(
  say: (line: string) => void = console.log,
): Promise<ElectronRuntime> {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) return overridden(named)
  const official = installedOfficial() ?? (await downloadOfficial(say))
  if (official) return { path: official, version: officialVersion(), which: 'official' }
  if (!fallbackFits) {
    throw new FallbackUnavailable(
      `No Electron runtime: ${officialVersion()} could not be fetched, and the fallback is for Linux x64 only`,
    )
  }
  const folder = await fallbackRuntime(say)
  process.env.ELECTRON_OVERRIDE_DIST_PATH = folder
  return { path: join(folder, executableName), version: fallbackVersion, which: 'fallback' }
}

/** One line that says which runtime runs. */
export function describeRuntime(runtime: ElectronRuntime): string {
  const why = {
    override: `from ${dirname(runtime.path)}, as ELECTRON_OVERRIDE_DIST_PATH says`,
    official: 'official runtime',
    fallback: 'fallback runtime of the package registry',
  }
  return `Electron ${runtime.version} (${why[runtime.which]})`
}
