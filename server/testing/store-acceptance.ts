/** What every object store promises, whatever is behind it. Each store's test calls this. */
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { ObjectStore } from '../media/object-store.ts'

const listed = async (store: ObjectStore, folder: string) => {
  const found: [string, number][] = []
  for await (const { key, bytes } of store.list(folder)) found.push([key, bytes])
  return found.sort()
}

/** More than two parts of any store. */
const large = 20 * 1024 * 1024 + 17

export function storeAcceptance(name: string, storeOf: () => ObjectStore): void {
  describe(`${name} as an object store`, () => {
    it('passes its own check and leaves nothing of it', async () => {
      await storeOf().check()
      expect(await listed(storeOf(), 'check')).toEqual([])
    })

    it('keeps, measures, cuts and removes', async () => {
      const store = storeOf()
      await store.put('keep/b', Buffer.from('hello'))
      await store.put('keep/c', Readable.from([Buffer.from('str'), Buffer.from('eam')]))

      expect(await store.head('keep/b')).toBe(5)
      expect(await text(await store.get('keep/c'))).toBe('stream')
      expect(await text(await store.get('keep/b', { first: 1, last: 3 }))).toBe('ell')
      await store.remove('keep/b')
      expect(await store.head('keep/b')).toBeNull()
      await expect(store.get('keep/b')).rejects.toMatchObject({ code: 'not-found' })
      await store.remove('keep/b')
    })

    it('keeps an empty object, and writes one twice without a word', async () => {
      const store = storeOf()
      await store.put('keep/empty', new Uint8Array())
      await store.put('keep/empty', Readable.from([]))
      expect(await store.head('keep/empty')).toBe(0)
      expect((await buffer(await store.get('keep/empty'))).length).toBe(0)
    })

    it('streams a large object in and out, whole and in the middle', async () => {
      const store = storeOf()
      const bytes = randomBytes(large)
      const pieces = Array.from({ length: 41 }, (_, i) =>
        bytes.subarray(i * 512_000, (i + 1) * 512_000),
      )
      await store.put('large/one', Readable.from(pieces.filter(({ length }) => length > 0)))

      expect(await store.head('large/one')).toBe(large)
      const back = await buffer(await store.get('large/one'))
      const hash = (of: Buffer) => createHash('sha256').update(of).digest('hex')
      expect(hash(back)).toBe(hash(bytes))
      const middle = await buffer(
        await store.get('large/one', { first: 9_000_000, last: 17_000_000 }),
      )
      expect(middle.equals(bytes.subarray(9_000_000, 17_000_001))).toBe(true)
      await store.put('large/two', bytes)
      expect(await store.head('large/two')).toBe(large)
    })

    it('[VOS1] leaves nothing under a key whose bytes stopped half-way', async () => {
      const store = storeOf()
      const stopping = (piece: Buffer, times: number) =>
        Readable.from(
          (async function* () {
            for (let i = 0; i < times; i += 1) yield piece
            throw new Error('the line was cut')
          })(),
        )
      for (const broken of [
        stopping(Buffer.from('half'), 1),
        stopping(Buffer.alloc(3 * 1024 * 1024, 7), 7),
      ]) {
        await expect(store.put('half/way', broken)).rejects.toMatchObject({
          code: 'store-unavailable',
        })
        expect(await store.head('half/way')).toBeNull()
      }
      await store.tidy(new Date(Date.now() + 60_000))
      expect(await listed(store, 'half')).toEqual([])
    })

    it('lists by folder, and removes a folder and nothing beside it', async () => {
      const store = storeOf()
      for (const key of ['list/a/1', 'list/a/2', 'list/ab/1', 'list/b']) {
        await store.put(key, Buffer.from(key))
      }
      const all = [
        ['list/a/1', 8],
        ['list/a/2', 8],
        ['list/ab/1', 9],
        ['list/b', 6],
      ]
      expect(await listed(store, 'list')).toEqual(all)
      expect(await listed(store, 'list/a')).toEqual(all.slice(0, 2))
      expect((await listed(store, '')).map(([key]) => key)).toEqual(
        expect.arrayContaining(all.map(([key]) => key)),
      )
      await store.removeFolder('list/a')
      expect(await listed(store, 'list')).toEqual(all.slice(2))
      await store.removeFolder('list/nothing')
    })

    it('takes no key that leads out of it', async () => {
      const store = storeOf()
      for (const key of ['../secret', 'a/../../b', '/etc/passwd', 'A', 'a b', '']) {
        await expect(async () => store.get(key)).rejects.toThrow('not a key')
        await expect(async () => store.put(key, Buffer.from(''))).rejects.toThrow('not a key')
        await expect(async () => store.remove(key)).rejects.toThrow('not a key')
        await expect(async () => store.removeFolder(key)).rejects.toThrow()
      }
    })
  })
}
