import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packedType } from '../../shared/protocol/documents.ts'
import { wireErrorSchema } from '../../shared/protocol/session.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory, nextRef, words } from '../testing/a-story.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

describe('a device that pushes without end', () => {
  it('[VBL1] [VBL2] is answered whole, then told when to come again; others go on', async () => {
    const [eager, other] = [await server.client('reporter'), await server.client('secondReporter')]
    const [mine, theirs] = [await aStory(eager), await aStory(other)]
    const update = new Uint8Array([1])
    const headers = { 'content-type': packedType }
    const more = () => eager.fetch('/v1/documents/push', { method: 'POST', headers, body: '' })
    // On a slow machine the device rests while it pushes: so many pass at least, then it is enough.
    let answer = await more()
    for (let floods = 0; answer.status === 200 || floods < 4; floods += 1) {
      expect([answer.status, floods < 40]).toEqual([200, true])
      const flood = Array.from({ length: 50_000 }, () => {
        return { story: mine.id, ref: nextRef(), update }
      })
      const answers = await eager.push(flood)
      expect(answers).toHaveLength(50_000)
      expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['refused']))
      answer = await more()
    }
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    const { code, retry, retryAfter } = wireErrorSchema.parse(await answer.json())
    expect({ code, retry }).toEqual({ code: 'too-much-at-once', retry: 'later' })
    expect(retryAfter).toBeGreaterThan(0)

    await theirs.push(other, words(' undisturbed'))
    // And what the eager one types is taken on its live line.
    const live = await eager.live()
    const typed = new Uint8Array(mine.edit(words(' typed')))
    live.send({ t: 'update', story: mine.id, ref: nextRef(), update: typed })
    await live.hears('ack')
    live.socket.close()
  })
})
