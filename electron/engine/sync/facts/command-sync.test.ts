import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type SentCommand, sentCommandSchema } from '../../../../shared/model/commands.ts'
import { newCommandId, newStoryId } from '../../../../shared/model/ids.ts'
import { aStore } from '../../testing/a-store.ts'
import { sendCommands } from './command-sync.ts'

/** A server that has judged counters of this device up to `known`, and refuses every command. */
async function aServerThatKnows(known: number) {
  const heard: SentCommand[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const sent = sentCommandSchema.parse(JSON.parse(Buffer.concat(chunks).toString()))
    heard.push(sent)
    const [status, body] =
      sent.counter <= known
        ? [409, { code: 'counter-used', message: 'used', retry: 'never' }]
        : [200, { kind: 'refused', command: sent.id, because: 'stage-moved-on' }]
    response.writeHead(status as number, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('sending commands', () => {
  it('[DOB5] draws another counter for a command whose counter was used after an old copy was made', async () => {
    const { heard, url } = await aServerThatKnows(5000)
    const store = aStore()
    const id = newCommandId()
    store.outbox.add(id, { do: 'withdraw', story: newStoryId() }, 1, 0)
    let newsroomNow = 4000
    const send = () =>
      sendCommands({
        store,
        clock: () => newsroomNow,
        address: () => ({ server: url, token: 'token' }),
        onVerdict: () => {},
      })
    await expect(send()).rejects.toMatchObject({ code: 'counter-used' })
    // Never judged: still waiting, not refused.
    expect(store.outbox.waiting()).toMatchObject([{ id, counter: null }])
    newsroomNow = 6000
    await send()
    expect(heard.map((sent) => [sent.id, sent.counter])).toEqual([
      [id, 4000],
      [id, 6000],
    ])
    expect(store.outbox.rows()).toMatchObject([
      { id, state: { at: 'refused', because: 'stage-moved-on' } },
    ])
  })
})
