import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ChangesPage } from '../../../../shared/protocol/changes.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import { aStore } from '../../testing/a-store.ts'
import { aStoryFact, Writer } from '../../testing/a-story.ts'
import { readFeed } from './feed-reader.ts'

const [before, after] = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
]

/** A server that gives these pages one after the other; tells what it was asked. */
async function aFeed(pages: readonly Partial<ChangesPage>[]) {
  const left = [...pages]
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const page = { epoch: before, changes: [], removed: [], next: 0, more: false, now: 1 }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...page, ...left.shift() }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const store = aStore()
  const onNewEpoch = vi.fn()
  const read = () =>
    readFeed({
      store,
      address: () => ({
        server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        token: 'token',
      }),
      onFacts: () => {},
      onWithdrawn: () => {},
      onNewEpoch,
      onClock: () => {},
    })
  return { store, read, asked, onNewEpoch }
}

describe('the feed reader', () => {
  it('[DFR1] leaves the cursor where it was, and keeps no fact, when the disk does not take a page', async () => {
    const facts = [aStoryFact(), aStoryFact()]
    const page = { changes: facts.map((fact) => ({ position: 7, at: 1, fact })), next: 7 }
    const { store, read, asked } = await aFeed([page, page, page])
    store.marks.moveCursor({ epoch: before, after: 3 })
    const full = () => {
      throw new StoreFailure('disk-full', null)
    }
    const kept = () => facts.map(({ id }) => store.facts.story(id))
    const { facts: table, marks } = store
    const apply = table.apply.bind(table)
    const at = [
      () => vi.spyOn(table, 'apply').mockImplementationOnce(apply).mockImplementation(full),
      () => vi.spyOn(marks, 'moveCursor').mockImplementation(full),
    ]
    for (const fail of at) {
      const failing = fail()
      await expect(read()).rejects.toMatchObject({ code: 'disk-full' })
      failing.mockRestore()
      expect(kept()).toEqual([null, null])
      expect(marks.cursor()).toMatchObject({ after: 3 })
    }
    await read()
    expect(asked.map((path) => path.includes('after=3'))).toEqual([true, true, true])
    expect(kept()).toEqual(facts)
    expect(marks.cursor()).toMatchObject({ after: 7 })
  })

  it('[DFR2] starts over in another history that no welcome has told of, and keeps what waits', async () => {
    const known = aStoryFact()
    const page = { epoch: after, changes: [], next: 2 }
    const { store, read, onNewEpoch } = await aFeed([page])
    store.marks.moveCursor({ epoch: before, after: 9 })
    store.facts.apply(known)
    const writer = Writer.ofNewStory()
    store.log.append(known.id, writer.state(), 1)
    await read()
    expect(onNewEpoch).toHaveBeenCalledOnce()
    expect(store.marks.cursor()).toMatchObject({ epoch: after, after: 2 })
    // Not known of this server yet; kept to be compared with what it tells.
    expect(store.facts.story(known.id)).toBeNull()
    expect(store.earlier.any()).toBe(true)
    expect(store.rows.countOwed()).toBe(1)
    expect(store.log.waitingCount(known.id)).not.toBeNull()
  })
})
