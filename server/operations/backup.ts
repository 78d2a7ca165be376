/**
 * A backup of a newsroom while it works: every table at one moment, and every picture.
 *
 *     database, object store → [backup] → a folder → restore
 *
 * VBR1  All tables are of one moment, however much is written meanwhile.
 * VBR2  A backup is complete or is none: its manifest is written last, after everything that was
 *      written for it was read again and compared.
 * VBR3  A picture that an earlier backup in the same folder holds is not copied again.
 * VBR11  On demand those are read and compared too: one that has rotted there is copied anew.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Newsroom } from '../../shared/model/people.ts'
import { checkNotNewer, takenSteps } from '../db/migrate.ts'
import type { Db } from '../db/open-database.ts'
import type { ObjectStore } from '../media/object-store.ts'
import {
  backupName,
  formatVersion,
  type ManifestBody,
  manifestText,
  type TableInBackup,
  UnusableBackup,
} from './backup-format.ts'
import {
  type ObjectsInBackup,
  objectsOf,
  storeOfBackup,
  writeObjectList,
} from './backup-objects.ts'
import { type CatalogueTable, sequencesOf, tablesToKeep } from './catalogue.ts'
import { copyPictures } from './copy-pictures.ts'
import { checkTable, copyOut } from './copy-table.ts'
import { inTransaction, type OneClient, withOneClient } from './one-client.ts'
import type { Say } from './say.ts'

export interface BackupSource {
  readonly databaseUrl: string
  readonly store: ObjectStore
}

export interface BackupDone {
  /** The new backup's own folder. */
  readonly folder: string
  readonly manifest: ManifestBody
  /** Pictures that no earlier backup held. */
  readonly copied: number
}

interface BackupOptions {
  /** Reads the pictures of earlier backups as well, instead of trusting their size. */
  readonly verify?: boolean
}

/** Uploads that were under way: their parts are not kept, and desks begin them anew. */
const passing = ['upload', 'upload_part']
/** The restore makes it itself. */
const made = ['migration']

/** Makes a backup in a new folder inside `to`. */
export async function takeBackup(
  { databaseUrl, store }: BackupSource,
  to: string,
  say: Say = () => {},
  options: BackupOptions = {},
): Promise<BackupDone> {
  mkdirSync(to, { recursive: true })
  return await withOneClient(databaseUrl, async (one) => {
    await refuseStranger(one.db)
    const name = backupName(await clockOf(one.db))
    const folder = join(to, name)
    const making = join(to, `.making-${name}`)
    mkdirSync(making, { mode: 0o700 })
    try {
      const { manifest, copied } = await fill(one, store, { making, as: folder, options }, say)
      await writeSynced(join(making, 'manifest.json'), manifestText(manifest))
      renameSync(making, folder)
      return { folder, manifest, copied }
    } finally {
      rmSync(making, { recursive: true, force: true })
    }
  })
}

interface Making {
  /** Where it is put together. */
  readonly making: string
  /** Where it will stand. */
  readonly as: string
  readonly options: BackupOptions
}

async function fill(one: OneClient, store: ObjectStore, { making, as, options }: Making, say: Say) {
  const snapshot = await inTransaction(one, 'begin isolation level repeatable read read only', () =>
    tablesAtOneMoment(one, making, say),
  )
  const { objects: found, ...rest } = snapshot
  const { kept, missing, copied } = await copyPictures(store, storeOfBackup(as), found, {
    verify: options.verify ?? false,
    say,
  })
  const objects: ObjectsInBackup = await writeObjectList(making, kept)
  for (const table of rest.tables) await checkTable(making, table)
  say('everything read again and compared')
  return { manifest: { ...rest, objects, missing: [...missing] } satisfies ManifestBody, copied }
}

async function tablesAtOneMoment({ client, db }: OneClient, making: string, say: Say) {
  const layout = await takenSteps(db)
  const tables: TableInBackup[] = []
  for (const table of await keptTables(db)) {
    const written = await copyOut(client, table, making)
    say(`rows of ${table.name}: ${written.rows}`)
    tables.push(written)
  }
  return {
    program: 'copydesk' as const,
    format: formatVersion,
    madeAt: (await clockOf(db)).toISOString(),
    postgres: await versionOf(db),
    layout,
    newsrooms: await newsroomsOf(db),
    tables,
    sequences: await sequencesOf(db),
    objects: await objectsOf(db),
  }
}

async function keptTables(db: Db): Promise<CatalogueTable[]> {
  const left = new Set([...passing, ...made])
  return (await tablesToKeep(db)).filter(({ name }) => !left.has(name))
}

/** A database that holds no newsroom of ours, or one that this program does not understand. */
async function refuseStranger(db: Db): Promise<void> {
  const { rows } = await sql`select 1 from pg_class where relname = 'migration'
    and relnamespace = current_schema()::regnamespace`.execute(db)
  if (rows.length === 0) throw new UnusableBackup('This database holds no newsroom of Copydesk')
  checkNotNewer(await takenSteps(db))
}

async function newsroomsOf(db: Db): Promise<ManifestBody['newsrooms']> {
  const { rows } = await sql<{ id: NewsroomId; epoch: string; detail: Newsroom }>`
    select id, epoch, detail from newsroom order by id`.execute(db)
  return rows.map(({ id, epoch, detail }) => ({ id, epoch, name: detail.name.en }))
}

async function clockOf(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  return rows[0]?.now ?? new Date()
}

async function versionOf(db: Db): Promise<string> {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db)
  return rows[0]?.server_version ?? ''
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
