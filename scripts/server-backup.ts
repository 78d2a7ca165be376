/**
 * `npm run server:backup -- --to FOLDER`: a backup of the newsroom whose settings (DATABASE_URL,
 * DATA_DIR, object store) are in the environment, while its servers work. `--verify` reads the
 * pictures of earlier backups in that folder too, and copies those anew that have rotted there.
 * Pictures that the newsroom itself has lost are named at the end, which is then no success.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { takeBackup } from '../server/operations/backup.ts'
import type { MissingPicture } from '../server/operations/backup-format.ts'
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
  const { missing = [] } = manifest
  if (missing.length === 0) return 0
  console.error(lacks(missing, manifest.objects.count))
  return 1
}

/** What is not in the backup, and what to do about it. */
function lacks(missing: readonly MissingPicture[], kept: number): string {
  const none = kept === 0 ? 'Not one is there: is this the right DATA_DIR or bucket?\n' : ''
  return (
    `\nThe backup is made, but the newsroom has lost ${missing.length} of ` +
    `${kept + missing.length} pictures:\n` +
    `${missing.map(({ key, why }) => `  ${why.padEnd(7)} ${key}\n`).join('')}${none}` +
    'Each is named by the SHA-256 of its bytes. Put it back in its place in the object store: from a\n' +
    'copy of that disk or bucket, or from the shelf of a desk that has it (docs/operations.md,\n' +
    '“A picture is lost”). Then back up again: this ends with 0 when nothing is missing.'
  )
}
