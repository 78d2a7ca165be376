import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { originalKey } from '../media/asset-keys.ts'
import { folderStore } from '../media/folder-store.ts'
import { aBackupPlace, type BackupPlace } from '../testing/a-backup-place.ts'
import { aJpeg, assetOf } from '../testing/pictures.ts'
import { upload } from '../testing/uploading.ts'
import { takeBackup } from './backup.ts'
import { backupsIn } from './backup-format.ts'
import { checkBackup } from './restore.ts'

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

  it('[VBR2] with a picture that has rotted in the newsroom is none, and the next is none either', async () => {
    const name = assetOf(await aPicture())
    const rotten = folderStore(here.aFolder('rotten-'))
    for await (const { key } of here.server.services.store.list('')) {
      const bytes = await buffer(await here.server.services.store.get(key))
      if (key.endsWith(name)) bytes[40] = (bytes[40] ?? 0) ^ 1
      await rotten.put(key, bytes)
    }
    for (let n = 0; n < 2; n += 1) {
      await expect(
        takeBackup({ ...here.source, store: rotten }, here.place('sick')),
      ).rejects.toThrow(new RegExp(`${name} is damaged where it is copied from`))
    }
    expect(backupsIn(here.place('sick'))).toEqual([])
  })
})
