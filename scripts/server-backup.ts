/**
 * `npm run server:backup -- --to FOLDER`: a backup of the newsroom whose settings (DATABASE_URL,
 * DATA_DIR, object store) are in the environment, while its servers work. `--verify` reads the
 * pictures of earlier backups in that folder too, and copies those anew that have rotted there.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { takeBackup } from '../server/operations/backup.ts'
import { withNewsroom } from '../server/operations/places.ts'
import { progress } from './progress.ts'
import { dataFolder } from './project.ts'

const usage = 'npm run server:backup -- --to FOLDER [--verify]'

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, verify: { type: 'boolean', default: false } },
  })
  if (!values.to) {
    console.error(`Where to? ${usage}`)
    return 1
  }
  const to = resolve(values.to)
  const say = progress()
  const data = resolve(process.env.DATA_DIR || join(dataFolder(), 'server'))
  const { folder, manifest, copied } = await withNewsroom(process.env, data, (place) =>
    takeBackup(place, to, say, { verify: values.verify }),
  )
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(
    `\n${folder}\n${rows} rows, ${manifest.objects.count} pictures (${copied} new), as of ${manifest.madeAt}`,
  )
  return 0
}
