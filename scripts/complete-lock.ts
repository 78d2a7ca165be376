/**
 * `npm run complete-lock`, after every change of dependencies: adds the platform packages that the
 * registry at hand could not serve (a mirror often holds its own platform's only). npm leaves them
 * out of the lock file, and `npm ci` then refuses that very lock file. Parents pin them exactly, so
 * name and version are known; the hash is not, and npm fetches them only on their own platform.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './project.ts'

const lockSchema = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
})
type Lock = z.infer<typeof lockSchema>

const systems: Record<string, string> = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
}
const processors = ['arm64', 'arm', 'ia32', 'x64', 'ppc64', 'riscv64', 's390x']

/** The platform that a package's name ends with, or undefined for a name that tells none. */
export function platformOf(
  name: string,
): { os: string[]; cpu: string[]; libc?: string[] } | undefined {
  const words = name.split(/[/-]/)
  const system = words.map((word) => systems[word]).find((word) => word !== undefined)
  const processor = processors.find((one) => words.includes(one))
  if (!system || !processor) return undefined
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'
  const tellsLibc = words.some((word) => /^(musl|gnu)/.test(word))
  return { os: [system], cpu: [processor], ...(tellsLibc ? { libc: [libc] } : {}) }
}

function isThere(lock: Lock, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (!at) return false
  }
}

/** The lock file with every missing platform package added, and their names. */
export function completeLock(lock: Lock): { lock: Lock; added: string[] } {
  const packages = { ...lock.packages }
  const added: string[] = []
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const platform = platformOf(name)
      if (!platform || isThere({ ...lock, packages }, path, name)) continue
      if (!/^\d+\.\d+\.\d+$/.test(version)) {
        throw new Error(`${path} wants ${name} ${version}: not one version, cannot be added`)
      }
      packages[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(dev ? { dev } : {}),
        optional: true,
      }
      added.push(`${name}@${version}`)
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added }
}

const file = join(root, 'package-lock.json')
const readLock = () => completeLock(lockSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))

/** Platform packages that the lock file lacks: `npm ci` would refuse it. */
export function missingFromLock(): string[] {
  const { added } = readLock()
  return added.map((name) => `package-lock.json lacks ${name}: run npm run complete-lock`)
}

export async function run(): Promise<number> {
  const { lock, added } = readLock()
  if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${added.length} platform packages added to package-lock.json`)
  return 0
}
