import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderStore } from './folder-store.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-store-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the object store in a folder', () => {
  it('keeps, measures, cuts and removes', async () => {
    const store = folderStore(folder)
    await store.put('a/b', Buffer.from('hello'))
    await store.put('a/c', Readable.from(['str', 'eam']))

    expect(await store.head('a/b')).toBe(5)
    expect(await text(await store.get('a/c'))).toBe('stream')
    expect(await text(await store.get('a/b', { first: 1, last: 3 }))).toBe('ell')
    await store.remove('a')
    expect(await store.head('a/b')).toBeNull()
    await expect(store.get('a/b')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('[VOS1] leaves nothing under a key whose bytes stopped half-way', async () => {
    const store = folderStore(folder)
    const broken = Readable.from(
      (async function* () {
        yield 'half'
        throw new Error('the line was cut')
      })(),
    )

    await expect(store.put('x/y', broken)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(await store.head('x/y')).toBeNull()
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })

  it('takes no key that leads out of the folder', async () => {
    const store = folderStore(folder)
    await expect(async () => store.get('../secret')).rejects.toThrow('not a key')
    await expect(async () => store.put('a/../../b', Buffer.from(''))).rejects.toThrow('not a key')
  })
})
