/** `npm run build`: every bundle of vite.config.ts into out/. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBuilder } from 'vite'
import { progress, type Say } from './progress.ts'
import { root } from './project.ts'
import { sourceStamp } from './source-stamp.ts'

const stampFile = join(root, 'out', 'sources.stamp')

/** Builds all environments of vite.config.ts. */
export async function build(): Promise<void> {
  const stamp = sourceStamp(root)
  rmSync(stampFile, { force: true })
  process.env.NODE_ENV = 'production'
  const builder = await createBuilder({
    configFile: join(root, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'warn',
  })
  await builder.buildApp()
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Builds unless out/ was made from exactly these sources. */
export async function ensureBuilt(say: Say): Promise<void> {
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp(root)
  if (fresh) return
  say('building the app and the server')
  await build()
  say('built')
}

export async function run(): Promise<number> {
  const say = progress()
  await build()
  say('built')
  return 0
}
