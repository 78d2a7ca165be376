import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { originalKey } from '../media/asset-keys.ts'
import { folderStore } from '../media/folder-store.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aJpeg, assetOf } from '../testing/pictures.ts'
import { upload } from '../testing/uploading.ts'
import { takeBackup } from './backup.ts'
import { backupsIn } from './backup-format.ts'
import { checkBackup } from './restore.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await aServer()
  folder = mkdtempSync(join(tmpdir(), 'copydesk-backup-'))
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const place = (name: string) => join(folder, name)
const source = () => ({ databaseUrl: server.database.url, store: server.services.store })

async function aPicture(): Promise<Buffer> {
  const bytes = await aJpeg(300, 200)
  await upload(await server.client('photoEditor'), bytes)
  return bytes
}

describe('a backup', () => {
  it('[VBR11] copies a picture anew that has rotted in the folder, when it is asked to look', async () => {
    const name = assetOf(await aPicture())
    const first = await takeBackup(source(), place('rotten'))
    const kept = join(place('rotten'), 'objects', originalKey(server.newsroom.id, name))
    const rot = () => {
      const bytes = readFileSync(kept)
      bytes[40] = (bytes[40] ?? 0) ^ 1
      writeFileSync(kept, bytes)
    }
    rot()
    // Its size is right: only who reads it knows.
    expect((await takeBackup(source(), place('rotten'))).copied).toBe(0)
    await expect(checkBackup(first.folder)).rejects.toThrow(new RegExp(`${name} is damaged`))
    const verified = await takeBackup(source(), place('rotten'), () => {}, { verify: true })
    expect(verified.copied).toBe(1)
    for (const { folder: one } of [first, verified]) await checkBackup(one)
  })

  it('[VBR2] with a picture that has rotted in the newsroom is none, and the next is none either', async () => {
    const name = assetOf(await aPicture())
    const rotten = folderStore(mkdtempSync(join(folder, 'rotten-')))
    for await (const { key } of server.services.store.list('')) {
      const bytes = await buffer(await server.services.store.get(key))
      if (key.endsWith(name)) bytes[40] = (bytes[40] ?? 0) ^ 1
      await rotten.put(key, bytes)
    }
    for (let n = 0; n < 2; n += 1) {
      await expect(takeBackup({ ...source(), store: rotten }, place('sick'))).rejects.toThrow(
        new RegExp(`${name} is damaged where it is copied from`),
      )
    }
    expect(backupsIn(place('sick'))).toEqual([])
  })
})
