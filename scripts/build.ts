/** `npm run build [ENVIRONMENT…]`: the bundles of vite.config.ts into out/, all or some. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBuilder, type ViteBuilder } from 'vite'
import { progress, type Say } from './progress.ts'
import { root } from './project.ts'
import { sourceStamp } from './source-stamp.ts'

const configFile = join(root, 'vite.config.ts')
const stampFile = join(root, 'out', 'sources.stamp')

type Mode = 'production' | 'development'

function builder(mode: Mode): Promise<ViteBuilder> {
  process.env.NODE_ENV = mode
  return createBuilder({ configFile, mode, logLevel: 'warn' })
}

/** Builds all environments of vite.config.ts. */
async function buildAll(): Promise<void> {
  const stamp = sourceStamp(root)
  rmSync(stampFile, { force: true })
  // Chunks carry a hash in their name: those of an earlier build would stay for ever.
  for (const folder of ['app', 'server'])
    rmSync(join(root, 'out', folder), { recursive: true, force: true })
  await (await builder('production')).buildApp()
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Builds the named environments; the next start builds everything anew. */
export async function buildSome(names: readonly string[], mode: Mode): Promise<void> {
  rmSync(stampFile, { force: true })
  const { environments, build } = await builder(mode)
  for (const name of names) {
    const environment = environments[name]
    if (!environment) {
      throw new Error(`No environment ${name}. There are: ${Object.keys(environments).join(', ')}`)
    }
    await build(environment)
  }
}

/** Builds unless out/ was made from exactly these sources. */
export async function ensureBuilt(say: Say): Promise<void> {
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp(root)
  if (fresh) return
  say('building the app and the server')
  await buildAll()
  say('built')
}

export async function run(names: readonly string[]): Promise<number> {
  const say = progress()
  if (names.length > 0) await buildSome(names, 'production')
  else await buildAll()
  say('built')
  return 0
}
