import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeAcceptance } from '../testing/store-acceptance.ts'
import { folderStore } from './folder-store.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-store-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

storeAcceptance('a folder', () => folderStore(folder))

describe('the object store in a folder', () => {
  it('[VOS1] keeps no half file beside the objects', async () => {
    const broken = Readable.from(
      (async function* () {
        yield 'half'
        throw new Error('the line was cut')
      })(),
    )
    await expect(folderStore(folder).put('x/y', broken)).rejects.toThrow()
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })

  it('says at the start that its folder cannot be used', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const check = folderStore(file).check()
    await expect(check).rejects.toMatchObject({ code: 'store-misconfigured', retry: 'never' })
  })
})
