import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { newUserId } from '../../../../shared/model/ids.ts'
import { type PullItem, packedType } from '../../../../shared/protocol/documents.ts'
import type { Store } from '../../store/store.ts'
import { aStore } from '../../testing/a-store.ts'
import { aStoryFact, city, Writer } from '../../testing/a-story.ts'
import { packSequence } from '../line/frames.ts'
import { IncomingText } from './incoming-text.ts'

/** A server whose next answer to a pull is given when the test says so. */
async function aSlowServer() {
  const answers: ((items: readonly PullItem[]) => void)[] = []
  const server = createServer((request, response) => {
    request.resume()
    answers.push((items) => {
      response.writeHead(200, { 'content-type': packedType })
      response.end(packSequence(items))
    })
    server.emit('asked')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => once(server, 'asked'),
    answer: (...items: PullItem[]) => answers.shift()?.(items),
  }
}

function incomingInto(store: Store, server = 'http://127.0.0.1:9') {
  const onGap = vi.fn()
  const incoming = new IncomingText({
    store,
    clock: () => 1,
    address: () => ({ server, token: 'token' }),
    desks: () => [city],
    onLogged: () => {},
    onGap,
    onPulled: () => {},
    onMoved: () => {},
    onUnreadable: () => {},
    onNowhere: () => {},
  })
  onTestFinished(() => incoming.close())
  return { incoming, onGap }
}

describe('incoming text', () => {
  it('[DIT2] logs what comes early, and asks for what is missing when it stays away', async () => {
    const store = aStore()
    const fact = aStoryFact({ desk: city })
    store.facts.apply(fact)
    const { incoming, onGap } = incomingInto(store)
    const writer = Writer.ofNewStory()
    const [first = new Uint8Array()] = writer.updates
    const heard = (update: Uint8Array, to: number) =>
      incoming.hear({
        t: 'updates',
        story: fact.id,
        from: to - 1,
        to,
        update: new Uint8Array(update),
        by: newUserId(),
      })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    await heard(writer.type('b'), 2)
    expect(store.rows.get(fact.id)).toMatchObject({ have: 0 })
    expect(store.log.newest(fact.id)).toBeGreaterThan(0)
    // It was only out of order: nobody is asked.
    await heard(first, 1)
    vi.advanceTimersByTime(10_000)
    expect(onGap).not.toHaveBeenCalled()
    expect(store.rows.get(fact.id)).toMatchObject({ have: 2 })

    await heard(writer.type('d'), 4)
    expect(onGap).not.toHaveBeenCalled()
    vi.advanceTimersByTime(10_000)
    expect(onGap).toHaveBeenCalledOnce()
    expect(incoming.busy).toBe(true)
  })

  it('[DIT4] keeps a head that came while a pull was answered, and pulls what it promises', async () => {
    const server = await aSlowServer()
    const store = aStore()
    const fact = aStoryFact({ desk: city })
    store.facts.apply(fact)
    const { incoming } = incomingInto(store, server.url)

    incoming.want(fact.id)
    const first = server.asked()
    const pulling = incoming.pullAll()
    await first
    // The server looked when nothing was there; then somebody wrote, and the feed was quicker.
    store.facts.apply({ type: 'document-head', story: fact.id, seq: 1, edited: 5 })
    const second = server.asked()
    server.answer()
    await second
    const update = new Uint8Array(Writer.ofNewStory().state())
    server.answer({ story: fact.id, seq: 1, update, authors: [newUserId()] })
    await pulling

    expect(store.texts.state(fact.id)).not.toBeNull()
    expect(store.rows.get(fact.id)).toMatchObject({ have: 1, head: 1 })
  })
})
