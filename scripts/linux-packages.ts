/**
 * Debian packages that the app, its tests and a display need. As root the missing ones are
 * installed; anybody else is told the one command.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isRoot } from './project.ts'

/** A need is met by any one of its names (Debian renamed some when times grew to 64 bits). */
export type Need = {
  readonly names: readonly string[]
  readonly why: string
  /** Nothing runs without it; the rest only looks or works less well. */
  readonly essential: boolean
}

const need = (why: string, essential: boolean, ...names: string[]): Need => ({
  names,
  why,
  essential,
})

const desk: readonly Need[] = [
  need('windows', true, 'libgtk-3-0', 'libgtk-3-0t64'),
  need('certificates and keys', true, 'libnss3'),
  need('sound', true, 'libasound2', 'libasound2t64'),
  need('drawing', true, 'libgbm1'),
  need('idle detection', false, 'libxss1'),
  need('notifications', false, 'libnotify4'),
  need('the keychain', false, 'libsecret-1-0'),
  need('opening links', false, 'xdg-utils'),
  need('Latin letters', false, 'fonts-liberation'),
  need('Arabic letters', false, 'fonts-noto-core'),
  need('captions inside pictures (exiftool)', true, 'perl'),
]
const display: readonly Need[] = [
  need('a virtual display', true, 'xvfb'),
  need('a virtual display', false, 'xauth'),
]
const tested: readonly Need[] = [
  need("the reader's browser", true, 'chromium'),
  need('disks that fail', false, 'e2fsprogs'),
]

/** A real object store with an S3 interface, for the proofs that ask for it. */
export const swiftNeeds: readonly Need[] = [
  need('pictures in a real object store', true, 'swift'),
  need('its proxy', true, 'swift-proxy'),
  need('its accounts', true, 'swift-account'),
  need('its containers', true, 'swift-container'),
  need('its objects', true, 'swift-object'),
  need('its cache', true, 'memcached'),
]

/** What a start, or a test run, needs on this machine. */
export function needsFor(what: {
  readonly virtualDisplay: boolean
  readonly tests: boolean
}): Need[] {
  return [...desk, ...(what.virtualDisplay ? display : []), ...(what.tests ? tested : [])]
}

/** The needs that none of the installed packages meets. */
export function missingNeeds(needs: readonly Need[], installed: ReadonlySet<string>): Need[] {
  return needs.filter((one) => !one.names.some((name) => installed.has(name)))
}

/** Reads `dpkg-query`'s lines of `package\tstatus`. */
export function parseInstalled(output: string): Set<string> {
  const installed = new Set<string>()
  for (const line of output.split('\n')) {
    const [name, status] = line.split('\t')
    if (name && status === 'installed') installed.add(name)
  }
  return installed
}

function installedPackages(needs: readonly Need[]): Set<string> {
  const names = needs.flatMap((one) => one.names)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const format = ['-f', '${Package}\\t${db:Status-Status}\\n']
  return parseInstalled(
    spawnSync('dpkg-query', ['-W', ...format, ...names], { encoding: 'utf8' }).stdout,
  )
}

/** Of a need's names, the one this Debian release can install. */
function installable(one: Need): string {
  const known = one.names.find((name) => {
    const policy = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout
    return /Candidate: (?!\(none\))/.test(policy)
  })
  return known ?? one.names[0] ?? ''
}

export class MissingPackages extends Error {
  readonly code = 'missing-linux-packages'
  readonly retry = 'never'
}

function apt(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const listen = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new MissingPackages(`apt-get ${args.join(' ')} failed (${code}):\n${said}`))
    })
  })
}

async function install(missing: readonly Need[], say: (line: string) => void): Promise<void> {
  say(`installing ${missing.length} system packages: ${missing.map((m) => m.names[0]).join(' ')}`)
  await apt(['update', '-q'])
  await apt(['install', '-y', '-q', '--no-install-recommends', ...missing.map(installable)])
}

/** Makes sure the needs are met: installs as root, else says the command to run. */
export async function ensurePackages(
  needs: readonly Need[],
  say: (line: string) => void = console.log,
): Promise<void> {
  if (process.platform !== 'linux') return
  if (!existsSync('/usr/bin/dpkg-query')) {
    say('not a Debian system: install GTK 3, NSS, ALSA, GBM and (without a display) Xvfb yourself')
    return
  }
  const missing = missingNeeds(needs, installedPackages(needs))
  if (missing.length === 0) return
  if (isRoot) {
    await install(missing, say)
    return
  }
  const reasons = missing.map((one) => `${one.names[0]} (for ${one.why})`).join(', ')
  const command = `sudo apt-get update && sudo apt-get install -y ${missing.map(installable).join(' ')}`
  const text = `System packages are missing: ${reasons}.\nRun this once:\n\n    ${command}\n`
  if (missing.some((one) => one.essential)) throw new MissingPackages(text)
  say(text)
}
