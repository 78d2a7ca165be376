/**
 * The official Electron runtime of the version in package.json: where it is when installed, and one
 * attempt to fetch it with Electron's own installer.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder, root } from './project.ts'

const electronPackage = join(root, 'node_modules', 'electron')
/** No new byte for this long: the release host is out of reach. */
const patience_ms = 15_000

/** The version that package.json pins. */
export function officialVersion(): string {
  const about: unknown = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8'))
  const version = typeof about === 'object' && about && 'version' in about ? about.version : ''
  return String(version)
}

/** Path of the installed official executable, if it is there and of the right version. */
export function installedOfficial(): string | undefined {
  const dist = join(electronPackage, 'dist')
  const pathFile = join(electronPackage, 'path.txt')
  if (!existsSync(pathFile) || !existsSync(join(dist, 'version'))) return undefined
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  const executable = join(dist, readFileSync(pathFile, 'utf8').trim())
  return version === officialVersion() && existsSync(executable) ? executable : undefined
}

async function bytesIn(folder: string): Promise<number> {
  let sum = 0
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    sum += (await stat(join(folder, name)).catch(() => ({ size: 0 }))).size
  }
  return sum
}

/** Runs Electron's installer as long as bytes keep coming. */
async function install(temporary: string): Promise<boolean> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
  }
  delete env.ELECTRON_OVERRIDE_DIST_PATH
  const child = spawn(process.execPath, [join(electronPackage, 'install.js')], {
    env,
    stdio: 'ignore',
  })
  let bytes = 0
  let lastNews = Date.now()
  const watching = setInterval(async () => {
    const now = await bytesIn(temporary)
    if (now > bytes) lastNews = Date.now()
    bytes = now
    // Once the archive is there the installer unpacks it elsewhere: no bytes here, but work.
    if (bytes === 0 && Date.now() - lastNews > patience_ms) child.kill('SIGKILL')
    if (Date.now() - lastNews > 10 * patience_ms) child.kill('SIGKILL')
  }, 1000)
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', resolve)
  })
  clearInterval(watching)
  return code === 0
}

/**
 * Tries the official download, once per version: where the release host is out of reach, later
 * starts do not wait for it again. COPYDESK_ELECTRON_RETRY=1 tries anew.
 */
export async function downloadOfficial(say: (line: string) => void): Promise<string | undefined> {
  const version = officialVersion()
  const remembered = join(cacheFolder(), `electron-${version}-unreachable`)
  if (existsSync(remembered) && !process.env.COPYDESK_ELECTRON_RETRY) return undefined
  mkdirSync(cacheFolder(), { recursive: true })
  const temporary = mkdtempSync(join(cacheFolder(), 'fetching-electron-'))
  say(`looking for the official Electron ${version}`)
  try {
    if (await install(temporary)) return installedOfficial()
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
  writeFileSync(remembered, `${new Date().toISOString()}\n`)
  say(`the official Electron ${version} is out of reach (COPYDESK_ELECTRON_RETRY=1 tries again)`)
  return undefined
}
