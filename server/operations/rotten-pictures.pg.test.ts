import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AssetId } from '../../shared/model/ids.ts'
import { openDatabase } from '../db/open-database.ts'
import { originalKey } from '../media/asset-keys.ts'
import { folderStore } from '../media/folder-store.ts'
import { aBackupPlace, type BackupPlace } from '../testing/a-backup-place.ts'
import { aDatabase } from '../testing/a-database.ts'
import { aJpeg, assetOf } from '../testing/pictures.ts'
import { upload } from '../testing/uploading.ts'
import { takeBackup } from './backup.ts'
import { chosenBackup } from './backup-format.ts'
import { checkBackup, restoreBackup } from './restore.ts'

let here: BackupPlace
beforeAll(async () => {
  here = await aBackupPlace()
})
afterAll(() => here.stop())

async function aPicture(): Promise<Buffer> {
  const bytes = await aJpeg(300, 200)
  await upload(await here.server.client('photoEditor'), bytes)
  return bytes
}

describe('a backup', () => {
  it('[VBR11] copies a picture anew that has rotted in the folder, when it is asked to look', async () => {
    const name = assetOf(await aPicture())
    const first = await takeBackup(here.source, here.place('rotten'))
    const kept = join(here.place('rotten'), 'objects', originalKey(here.server.newsroom.id, name))
    const rot = () => {
      const bytes = readFileSync(kept)
      bytes[40] = (bytes[40] ?? 0) ^ 1
      writeFileSync(kept, bytes)
    }
    rot()
    // Its size is right: only who reads it knows.
    expect((await takeBackup(here.source, here.place('rotten'))).copied).toBe(0)
    await expect(checkBackup(first.folder)).rejects.toThrow(new RegExp(`${name} is damaged`))
    const verified = await takeBackup(here.source, here.place('rotten'), () => {}, { verify: true })
    expect(verified.copied).toBe(1)
    for (const { folder: one } of [first, verified]) await checkBackup(one)
  })

  /** The newsroom's store as it is when these pictures have rotted or gone in it. */
  async function aSickStore(rotten: readonly string[], gone: readonly string[] = []) {
    const store = folderStore(here.aFolder('rotten-'))
    for await (const { key } of here.server.services.store.list('')) {
      const bytes = await buffer(await here.server.services.store.get(key))
      if (rotten.some((name) => key.endsWith(name))) bytes[40] = (bytes[40] ?? 0) ^ 1
      if (!gone.some((name) => key.endsWith(name))) await store.put(key, bytes)
    }
    return store
  }

  it('[VBR12] [VBR13] holds everything but pictures that the newsroom lost, and names them', async () => {
    const [rotten, gone, whole] = [await aPicture(), await aPicture(), await aPicture()].map(
      assetOf,
    )
    const store = await aSickStore([rotten!], [gone!])
    const said: string[] = []
    const source = { ...here.source, store }
    for (let n = 0; n < 2; n += 1) {
      const { manifest } = await takeBackup(source, here.place('sick'), (line) => said.push(line))
      const missing = manifest.missing?.map(({ asset, why }) => ({ asset, why })) ?? []
      expect(missing).toHaveLength(2)
      expect(missing).toContainEqual({ asset: rotten, why: 'damaged' })
      expect(missing).toContainEqual({ asset: gone, why: 'missing' })
    }
    expect(said.join('\n')).toContain(`${rotten} is damaged where it is copied from`)

    const newest = chosenBackup(here.place('sick'))
    const checked = await checkBackup(newest, (line) => said.push(line))
    expect(checked.objects.map(({ asset }) => asset)).toContain(whole)
    expect(checked.leftOut.map(({ asset }) => asset).sort()).toEqual([rotten, gone].sort())
    expect(said.join('\n')).toContain(`${gone} was missing in the newsroom already`)
    const target = await aDatabase()
    const into = folderStore(here.aFolder('restored-'))
    await restoreBackup(checked, { databaseUrl: target.url, store: into })
    expect(await into.head(originalKey(here.server.newsroom.id, whole! as AssetId))).not.toBeNull()
    const database = openDatabase(target.url, () => {})
    const { rows } = await sql<{ id: string }>`select id from asset`.execute(database.db)
    // The server does not say that it has them: desks that hold them send them.
    expect(rows.map(({ id }) => id)).toContain(whole)
    expect(rows.map(({ id }) => id)).not.toContain(rotten)
    await database.close()
    await target.drop()
  })

  it('[VBR12] is whole again as soon as the picture is back in its place', async () => {
    const bytes = await aPicture()
    const name = assetOf(bytes)
    const store = await aSickStore([name])
    const source = { ...here.source, store }
    const place = here.place('mended')
    expect((await takeBackup(source, place)).manifest.missing).toMatchObject([{ asset: name }])
    await store.put(originalKey(here.server.newsroom.id, name), bytes)
    const { manifest } = await takeBackup(source, place)
    expect(manifest.missing).toEqual([])
    await checkBackup(chosenBackup(place))
  })
})
