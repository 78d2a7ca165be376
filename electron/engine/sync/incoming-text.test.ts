import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newUserId } from '../../../shared/model/ids.ts'
import { type PullItem, packedType } from '../../../shared/protocol/documents.ts'
import { aStore } from '../testing/a-store.ts'
import { aStoryFact, city, Writer } from '../testing/a-story.ts'
import { packSequence } from './frames.ts'
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

describe('incoming text', () => {
  it('[DIT4] keeps a head that came while a pull was answered, and pulls what it promises', async () => {
    const server = await aSlowServer()
    const store = aStore()
    const fact = aStoryFact({ desk: city })
    store.facts.apply(fact)
    const incoming = new IncomingText({
      store,
      clock: () => 1,
      address: () => ({ server: server.url, token: 'token' }),
      desks: () => [city],
      onLogged: () => {},
      onGap: () => {},
      onPulled: () => {},
      onMoved: () => {},
      onUnreadable: () => {},
    })
    onTestFinished(() => incoming.close())

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
