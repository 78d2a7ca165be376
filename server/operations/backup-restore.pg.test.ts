import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBreakingId } from '../../shared/model/ids.ts'
import { databaseNow, openDatabase } from '../db/open-database.ts'
import { originalKey } from '../media/asset-keys.ts'
import { folderStore } from '../media/folder-store.ts'
import { StoreUnavailable } from '../media/object-store.ts'
import { aBackupPlace, type BackupPlace } from '../testing/a-backup-place.ts'
import { aDatabase } from '../testing/a-database.ts'
import type { TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, words } from '../testing/a-story.ts'
import { aJpeg, assetOf } from '../testing/pictures.ts'
import { until } from '../testing/until.ts'
import { upload as uploadOf } from '../testing/uploading.ts'
import { takeBackup } from './backup.ts'
import { backupsIn, chosenBackup, manifestText, readManifest } from './backup-format.ts'
import { checkBackup, restoreBackup } from './restore.ts'

let here: BackupPlace
let server: TestServer
beforeAll(async () => {
  here = await aBackupPlace()
  server = here.server
})
afterAll(() => here.stop())

const place = (name: string) => here.place(name)
const source = () => here.source
const backUp = async (name: string) => (await takeBackup(source(), place(name))).folder

/** Everything in a database that a backup is to keep, in one comparable form. */
async function contents(url: string): Promise<Record<string, string[]>> {
  const database = openDatabase(url, () => {})
  const tables =
    'desk person membership feed story story_head story_update story_snapshot breaking ' +
    'device_counter command published asset session'
  const found: Record<string, string[]> = {}
  for (const table of tables.split(' ')) {
    const { rows } = await sql<{ row: string }>`
      select regexp_replace(t::text, ', ""restoredTo"": \\d+', '') as row
      from ${sql.table(table)} t order by 1`.execute(database.db)
    found[table] = rows.map(({ row }) => row)
  }
  await database.close()
  return found
}

async function restoredElsewhere(backup: string) {
  const target = await aDatabase()
  const store = folderStore(here.aFolder('objects-'))
  const restored = await restoreBackup(await checkBackup(backup), {
    databaseUrl: target.url,
    store,
  })
  return { target, store, restored }
}

async function upload(): Promise<Buffer> {
  const bytes = await aJpeg(300, 200)
  const sent = await uploadOf(await server.client('photoEditor'), bytes)
  expect(await sent.json()).toMatchObject({ complete: true })
  return bytes
}

describe('a backup', () => {
  it('[VBR1] [VBR2] restored into a new place holds everything, character for character', async () => {
    const reporter = await server.client('reporter')
    const story = await aStory(reporter, 'A line\nwith a break, a tab\t, a \\ and “marks”')
    await story.push(reporter, words(' ميناء'))
    const bytes = await upload()
    // The server itself must have nothing more to write.
    const { db } = server.services.database
    await until('the head to be announced', async () => {
      const { rows } = await sql`select 1 from feed
        where fact_key = ${`document-head:${story.id}`} and (fact->>'seq')::bigint = 2`.execute(db)
      return rows.length === 1
    })
    // What its next look for leftovers would write.
    await sql`update story_head set announced = seq`.execute(db)
    const backup = await backUp('whole')

    const { target, store, restored } = await restoredElsewhere(backup)
    expect(await contents(target.url)).toEqual(await contents(server.database.url))
    expect(restored.pictures).toBe(1)
    const key = originalKey(server.newsroom.id, assetOf(bytes))
    const chunks: Buffer[] = []
    for await (const chunk of await store.get(key)) chunks.push(chunk as Buffer)
    expect(createHash('sha256').update(Buffer.concat(chunks)).digest('hex')).toBe(assetOf(bytes))
    await target.drop()
  })

  it('[VBR1] made while desks write is of one moment', async () => {
    const reporter = await server.client('reporter')
    const story = await aStory(reporter, 'Under load')
    let writing = true
    let written = 0
    const load = (async () => {
      while (writing) {
        await reporter.push([{ story: story.id, ref: nextRef(), update: story.edit(words(' x')) }])
        written += 1
      }
    })()
    const backups: string[] = []
    for (let n = 0; n < 3; n++) backups.push(await backUp('load'))
    writing = false
    await load
    expect(written).toBeGreaterThan(3)

    for (const backup of backups) {
      const { target } = await restoredElsewhere(backup)
      const database = openDatabase(target.url, () => {})
      // A head and its log are written together; a backup of two moments would show them apart.
      const { rows } = await sql<{ head: number; log: number }>`
        select h.seq as head, (select coalesce(max(u.seq), 0)::bigint from story_update u
          where u.story = h.story) as log from story_head h`.execute(database.db)
      expect(rows.length).toBeGreaterThan(0)
      for (const { head, log } of rows) expect(log).toBe(head)
      await database.close()
      await target.drop()
    }
    expect(backupsIn(place('load'))).toHaveLength(3)
    expect(chosenBackup(place('load'))).toBe(backups.at(-1))
  })

  it('[VBR3] does not copy a picture again that an earlier one in the folder holds', async () => {
    await upload()
    const first = await takeBackup(source(), place('twice'))
    const objects = first.manifest.objects.count
    expect(first.copied).toBe(objects)
    await upload()
    const second = await takeBackup(source(), place('twice'))
    expect(second.copied).toBe(1)
    expect(second.manifest.objects.count).toBe(objects + 1)
    await checkBackup(first.folder)
    await checkBackup(second.folder)
  })

  it('[VBR2] that fails half-way is none', async () => {
    await upload()
    const failing = { ...source().store, get: () => Promise.reject(new StoreUnavailable('away')) }
    const half = takeBackup({ ...source(), store: failing }, place('failed'))
    await expect(half).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(backupsIn(place('failed'))).toEqual([])
    expect(() => chosenBackup(place('failed'))).toThrow(/no complete backup/)
  })
})

describe('a damaged backup', () => {
  /** Restores after `damage`; the target must stay empty. */
  async function refused(name: string, damage: (backup: string) => void) {
    const backup = await backUp(name)
    damage(backup)
    const refusal = checkBackup(backup).catch((error: Error) => error)
    return (await refusal) as Error
  }
  const flip = (file: string) => {
    const bytes = readFileSync(file)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)
  }

  it('[VBR4] is named before anything is written: a table', async () => {
    const error = await refused('bit', (backup) => flip(join(backup, 'story_update.copy.gz')))
    expect(error).toMatchObject({ code: 'unusable-backup' })
    expect(error.message).toMatch(/story_update.copy.gz is damaged/)
  })

  it('[VBR4] is named: a missing table, a cut one', async () => {
    const missing = await refused('gone', (backup) => rmSync(join(backup, 'feed.copy.gz')))
    expect(missing.message).toBe('feed.copy.gz is missing')
    const cut = await refused('cut', (backup) => {
      const file = join(backup, 'feed.copy.gz')
      writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size - 20))
    })
    expect(cut.message).toMatch(/feed.copy.gz is damaged/)
  })

  it('[VBR4] is named: a picture, the manifest', async () => {
    await upload()
    const picture = await refused('picture', (backup) => {
      const originals = join(backup, '..', 'objects', server.newsroom.id, 'originals')
      const shelf = join(originals, readdirSync(originals)[0]!)
      flip(join(shelf, readdirSync(shelf)[0]!))
    })
    expect(picture.message).toMatch(/^The picture .* is damaged$/)
    const manifest = await refused('manifest', (backup) => {
      const file = join(backup, 'manifest.json')
      writeFileSync(file, readFileSync(file, 'utf8').replace('"rows": 1', '"rows": 2'))
    })
    expect(manifest.message).toMatch(/manifest.json is damaged/)
  })
})

describe('a restore', () => {
  it('[VBR10] brings everything else back when a picture is damaged, if that is wanted', async () => {
    const bytes = await upload()
    const asset = assetOf(bytes)
    const backup = await backUp('one picture damaged')
    const store = folderStore(join(backup, '..', 'objects'))
    await store.put(originalKey(server.newsroom.id, asset), Buffer.from('rotten'))
    await expect(checkBackup(backup)).rejects.toMatchObject({
      code: 'unusable-backup',
      remedy: expect.stringContaining('--without-damaged-pictures'),
    })
    const checked = await checkBackup(backup, () => {}, { withoutDamagedPictures: true })
    expect(checked.leftOut).toMatchObject([{ asset }])
    const target = await aDatabase()
    const into = folderStore(here.aFolder('objects-'))
    await restoreBackup(checked, { databaseUrl: target.url, store: into })
    const [before, after] = await Promise.all([contents(server.database.url), contents(target.url)])
    expect(after['story_update']).toEqual(before['story_update'])
    // The server does not say that it has it: desks send what the feed does not know.
    expect(after['asset']?.join()).not.toContain(asset)
    expect(after['feed']?.join()).not.toContain(`asset:${asset}`)
    expect(before['feed']?.join()).toContain(`asset:${asset}`)
  })

  it('[VBR5] refuses a database that holds anything, and leaves it alone', async () => {
    const backup = await checkBackup(await backUp('full'))
    const before = await contents(server.database.url)
    await expect(restoreBackup(backup, source())).rejects.toMatchObject({
      code: 'unusable-backup',
      message: expect.stringContaining('not empty'),
    })
    expect(await contents(server.database.url)).toEqual(before)
  })

  it('[VBR5] refuses a backup of a later release or format before it reads on', async () => {
    const backup = await backUp('later')
    const manifest = readManifest(backup)
    const layout = [...manifest.layout, { number: 99, name: 'from the future' }]
    writeFileSync(join(backup, 'manifest.json'), manifestText({ ...manifest, layout }))
    await expect(checkBackup(backup)).rejects.toMatchObject({ code: 'newer-database' })
    writeFileSync(join(backup, 'manifest.json'), manifestText({ ...manifest, format: 3 }))
    await expect(checkBackup(backup)).rejects.toThrow(
      /format 3; this program reads formats up to 2/,
    )
  })

  it('[VBR6] leaves nothing behind when it fails half-way', async () => {
    const backup = await checkBackup(await backUp('half'))
    const target = await aDatabase()
    const store = folderStore(here.aFolder('objects-'))
    // Damaged after it was checked: the last table does not go in.
    const last = backup.manifest.tables.at(-1)!
    flipRows(join(backup.folder, last.file))
    await expect(restoreBackup(backup, { databaseUrl: target.url, store })).rejects.toThrow()
    const database = openDatabase(target.url, () => {})
    const { rows } = await sql`select tablename from pg_tables where schemaname = 'public'`.execute(
      database.db,
    )
    expect(rows).toEqual([])
    await database.close()
    await target.drop()
  })
  const flipRows = (file: string) => writeFileSync(file, 'not a table at all')

  it('[VBR7] begins a new epoch and draws feed positions after the last one', async () => {
    const { target } = await restoredElsewhere(await backUp('epoch'))
    const [here, there] = [server.database.url, target.url].map((url) =>
      openDatabase(url, () => {}),
    )
    const epochs = async (db = here!.db) =>
      (await sql<{ epoch: string }>`select epoch from newsroom`.execute(db)).rows[0]?.epoch
    expect(await epochs(there!.db)).not.toBe(await epochs(here!.db))
    // Desks read to which moment they are back.
    const said = await sql<{ fact: { newsroom: { restoredTo?: number } } }>`
      select fact from feed where fact_key like 'newsroom:%'`.execute(there!.db)
    const to = said.rows[0]?.fact.newsroom.restoredTo ?? 0
    expect(Math.abs(Date.now() - to)).toBeLessThan(600_000)
    const { rows } = await sql<{ next: number; head: number }>`
      select nextval('feed_position') as next, (select max(position) from feed) as head`.execute(
      there!.db,
    )
    expect(rows[0]!.next).toBeGreaterThan(rows[0]!.head)
    await Promise.all([here!.close(), there!.close()])
    await target.drop()
  })

  it('[VBR8] holds back what was due since, and leaves the future as it was', async () => {
    const chief = await server.client('chief')
    const now = await databaseNow(server.services.database.db)
    const lines = { en: { attribution: 'Port authority', text: 'The harbour is closed' } }
    const schedule = async (goLiveAt: number) => {
      const breaking = newBreakingId()
      const draft = { breaking, lines, story: null, life: 600_000 }
      await chief.send({ do: 'breaking-schedule', ...draft, goLiveAt })
      return breaking
    }
    const soon = await schedule(now + 3_600_000)
    const later = await schedule(now + 7_200_000)
    const backup = await backUp('due')
    // An hour goes by between backup and restore: brought about in the backup of a second database.
    const { target, restored } = await restoredElsewhere(backup)
    expect(restored.heldBack).toEqual([])
    const database = openDatabase(target.url, () => {})
    await sql`update breaking set due_at = ${now - 1000},
      fact = jsonb_set(fact, '{stage,goLiveAt}', to_jsonb(${now - 1000}::bigint))
      where id = ${soon}`.execute(database.db)
    await database.close()
    const second = await takeBackup({ ...source(), databaseUrl: target.url }, place('due-2'))
    const again = await restoredElsewhere(second.folder)

    expect(again.restored.heldBack).toEqual([{ what: 'breaking line', id: soon, due: now - 1000 }])
    const restored2 = openDatabase(again.target.url, () => {})
    const { rows } = await sql<{ id: string; due_at: number | null; at: string; told: string }>`
      select b.id, b.due_at, b.fact->'stage'->>'at' as at, f.fact->'stage'->>'at' as told
      from breaking b join feed f on f.fact_key = 'breaking:' || b.id
      where b.id in (${soon}, ${later})`.execute(restored2.db)
    const byId = new Map(rows.map((row) => [row.id, row]))
    expect(byId.get(soon)).toMatchObject({ due_at: null, at: 'drafted', told: 'drafted' })
    expect(byId.get(later)).toMatchObject({ due_at: now + 7_200_000, at: 'scheduled' })
    await restored2.close()
    await target.drop()
    await again.target.drop()
  })

  it('says so when there is nothing to restore', () => {
    expect(existsSync(place('nothing'))).toBe(false)
    expect(() => chosenBackup(place('nothing'))).toThrow(/no complete backup/)
  })
})
