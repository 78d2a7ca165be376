/**
 * Puts a backup into an empty place, as a new history of the newsroom.
 *
 *     a folder → [restore] → database, object store → desks push what they still hold
 *
 * VBR4  Nothing is written before the whole backup was read and compared with its hashes.
 * VBR5  A target that holds anything, and a backup of a later release, are refused and left alone.
 * VBR6  The database is restored whole or stays empty; an older layout is brought forward.
 * VBR7  Each newsroom begins a new epoch, so that desks read everything anew and push what the
 *      backup did not have.
 * VBR10  A damaged picture does not keep the words from coming back: who restores may leave it out,
 *      and desks that hold it send it again.
 * VBR13  Pictures that the backup had to do without are named, and asked of the desks.
 * VBR9  After desks have come back, nothing is missing that the backup or any desk held: text,
 *      stories, terms, lines (as drafts), pictures.
 * VBR8  Nothing that was due between backup and restore goes out by itself: people decide.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { NewsroomId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import { checkNotNewer, migrateWithin, stepsTaken } from '../db/migrate.ts'
import type { Trx } from '../db/open-database.ts'
import type { ObjectStore } from '../media/object-store.ts'
import { DamagedPicture, type ManifestBody, readManifest, UnusableBackup } from './backup-format.ts'
import {
  type BackedUpObject,
  checkObject,
  copyObject,
  eachObject,
  readObjectList,
  storeOfBackup,
} from './backup-objects.ts'
import { isEmptyDatabase } from './catalogue.ts'
import { checkTable, copyIn } from './copy-table.ts'
import { type HeldBack, holdBackOverdue } from './hold-back.ts'
import { inTransaction, type OneClient, withOneClient } from './one-client.ts'
import type { Say } from './say.ts'

interface CheckOptions {
  /** Goes on without pictures that are damaged or missing instead of refusing the backup. */
  readonly withoutDamagedPictures?: boolean
}

export interface CheckedBackup {
  readonly folder: string
  readonly manifest: ManifestBody
  readonly objects: readonly BackedUpObject[]
  /** Pictures that do not come back: the newsroom or the backup had lost them. */
  readonly leftOut: readonly BackedUpObject[]
}

export interface RestoreTarget {
  readonly databaseUrl: string
  readonly store: ObjectStore
}

export interface Restored {
  readonly rows: number
  readonly pictures: number
  /** What was due meanwhile and now waits for a person. */
  readonly heldBack: readonly HeldBack[]
}

/** Reads all of a backup and compares it with its manifest (VBR4). */
export async function checkBackup(
  folder: string,
  say: Say = () => {},
  { withoutDamagedPictures = false }: CheckOptions = {},
): Promise<CheckedBackup> {
  const manifest = readManifest(folder)
  checkNotNewer(manifest.layout)
  for (const table of manifest.tables) await checkTable(folder, table)
  const listed = await readObjectList(folder, manifest.objects)
  if (listed.length !== manifest.objects.count) throw new UnusableBackup('pictures are missing')
  const store = storeOfBackup(folder)
  const damaged = new Set<BackedUpObject>()
  await eachObject(listed, async (object) => {
    try {
      await checkObject(store, object)
    } catch (error) {
      if (!(withoutDamagedPictures && error instanceof DamagedPicture)) throw error
      say(`${error.message}: it is left out`)
      damaged.add(object)
    }
  })
  const { missing = [] } = manifest
  for (const { key, why } of missing) {
    say(`The picture ${key} was ${why} in the newsroom already: the backup is without it`)
  }
  if (damaged.size === 0) {
    say(`the backup of ${manifest.madeAt} is as it was made: ${manifest.tables.length} tables`)
  }
  const objects = listed.filter((object) => !damaged.has(object))
  return { folder, manifest, objects, leftOut: [...damaged, ...missing] }
}

/** Fills an empty target from a checked backup. */
export async function restoreBackup(
  backup: CheckedBackup,
  target: RestoreTarget,
  say: Say = () => {},
): Promise<Restored> {
  const { objects } = backup
  return await withOneClient(target.databaseUrl, async (one) => {
    if (!(await isEmptyDatabase(one.db))) {
      throw new UnusableBackup(
        'The target database is not empty. Restore into a new one: nothing here is overwritten.',
      )
    }
    // First: a database that is there must find its pictures.
    const from = storeOfBackup(backup.folder)
    await eachObject(objects, async (object) => void (await copyObject(from, target.store, object)))
    say(`${objects.length} pictures are in place`)
    const heldBack = await inTransaction(one, 'begin', (trx) => fill(one, trx, backup, say))
    const rows = backup.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    return { rows, pictures: objects.length, heldBack }
  })
}

async function fill(
  { client }: OneClient,
  trx: Trx,
  { manifest, folder, leftOut }: CheckedBackup,
  say: Say,
): Promise<HeldBack[]> {
  await migrateWithin(trx, stepsTaken(manifest.layout))
  for (const table of manifest.tables) {
    await copyIn(client, table, folder)
    say(`rows of ${table.name}: ${table.rows}`)
  }
  for (const { name, last } of manifest.sequences) {
    await sql`select setval(${name}::regclass, ${last})`.execute(trx)
  }
  await migrateWithin(trx)
  await forgetPictures(trx, leftOut)
  for (const { id } of manifest.newsrooms) {
    await beginHistory(trx, id, Date.parse(manifest.madeAt))
  }
  return await holdBackOverdue(trx)
}

/** Desks read in the newsroom's fact which moment they are back at. */
async function beginHistory(trx: Trx, newsroom: NewsroomId, madeAt: Instant): Promise<void> {
  const said = JSON.stringify({ restoredTo: madeAt })
  await sql`update newsroom set epoch = ${randomUUID()}, detail = detail || ${said}::jsonb
    where id = ${newsroom}`.execute(trx)
  await sql`update feed set fact = jsonb_set(fact, '{newsroom}', fact->'newsroom' || ${said}::jsonb)
    where newsroom = ${newsroom} and fact_key = ${`newsroom:${newsroom}`}`.execute(trx)
}

/** The server says no longer that it has them: desks that hold them send them. */
async function forgetPictures(trx: Trx, pictures: readonly BackedUpObject[]): Promise<void> {
  for (const { key, asset } of pictures) {
    const [newsroom] = key.split('/')
    await sql`delete from asset where newsroom = ${newsroom} and id = ${asset}`.execute(trx)
    await sql`delete from feed
      where newsroom = ${newsroom} and fact_key = ${`asset:${asset}`}`.execute(trx)
  }
}
