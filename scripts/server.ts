/**
 * `npm run server`: the server alone, in the foreground. Its settings are its environment
 * (DATABASE_URL, PORT, DATA_DIR, object store), passed on as they are.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.ts'
import { startChild, withCleanup } from './children.ts'
import { progress } from './progress.ts'
import { dataFolder, root } from './project.ts'
import { serverFlags, serverMemory } from './server-flags.ts'

export async function run(): Promise<number> {
  const say = progress()
  return withCleanup(async (onEnd) => {
    await ensureBuilt(say)
    const data = process.env.DATA_DIR || join(dataFolder(), 'server')
    mkdirSync(data, { recursive: true })
    const server = await startChild({
      name: 'server',
      program: process.execPath,
      args: [...serverFlags, join(root, 'out', 'server', 'main.js')],
      cwd: root,
      env: {
        PORT: '4180',
        ...serverMemory,
        ...process.env,
        NODE_ENV: 'production',
        DATA_DIR: data,
      },
    })
    onEnd(() => server.stop())
    return server.ended
  })
}
