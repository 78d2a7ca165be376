/**
 * `npm run server:restore -- --from FOLDER --into DATA_DIR|postgres://…`: a backup into an empty
 * place. `--from` is one backup, or a folder of backups, of which the newest is taken; `--check`
 * reads and compares it and restores nothing; `--without-damaged-pictures` leaves out what cannot be
 * read of the pictures instead of refusing the backup.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chosenBackup } from '../server/operations/backup-format.ts'
import type { BackedUpObject } from '../server/operations/backup-objects.ts'
import type { HeldBack } from '../server/operations/hold-back.ts'
import { withNewPlace } from '../server/operations/places.ts'
import { checkBackup, restoreBackup } from '../server/operations/restore.ts'
import { progress } from './progress.ts'
import { dataFolder } from './project.ts'

const usage =
  'npm run server:restore -- --from FOLDER [--into DATA_DIR or postgres://…] [--check] ' +
  '[--without-damaged-pictures]'

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      into: { type: 'string' },
      check: { type: 'boolean', default: false },
      'without-damaged-pictures': { type: 'boolean', default: false },
    },
  })
  if (!values.from) {
    console.error(`Which backup? ${usage}`)
    return 1
  }
  const say = progress()
  const backup = await checkBackup(chosenBackup(resolve(values.from)), say, {
    withoutDamagedPictures: values['without-damaged-pictures'],
  })
  if (values.check) return 0
  const data = resolve(process.env.DATA_DIR || join(dataFolder(), 'server'))
  const into = values.into ?? process.env.DATABASE_URL ?? data
  const place = /^postgres(ql)?:/.test(into) ? into : resolve(into)
  const { rows, pictures, heldBack } = await withNewPlace(process.env, place, data, (target) =>
    restoreBackup(backup, target, say),
  )
  console.log(`\nRestored ${rows} rows and ${pictures} pictures into ${withoutPassword(place)}`)
  tellLeftOut(backup.leftOut)
  tellHeldBack(heldBack)
  console.log('Start the server there. Desks that come back push what the backup did not have.')
  return 0
}

function tellLeftOut(pictures: readonly BackedUpObject[]): void {
  if (pictures.length === 0) return
  console.log(`\nPictures that are not in it: ${pictures.length}. Desks that hold them send them:`)
  for (const { key } of pictures) console.log(`  ${key}`)
}

function tellHeldBack(heldBack: readonly HeldBack[]): void {
  if (heldBack.length === 0) return
  console.log('\nThese were to go out since the backup was made. They wait for a person now:')
  for (const { what, id, due } of heldBack) {
    console.log(`  ${what} ${id}, due ${new Date(due).toISOString()}`)
  }
}

const withoutPassword = (place: string): string => place.replace(/(\/\/[^:@/]*):[^@]*@/, '$1@')
