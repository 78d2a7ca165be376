/** Against a real Swift; where it is not installed, the run says so (`npm run prove pictures-swift` brings it). */
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aSwift, type Swift, whyNoSwift } from '../testing/a-swift.ts'
import { cutLine } from '../testing/cut-line.ts'
import { storeAcceptance } from '../testing/store-acceptance.ts'
import { openStore } from './open-store.ts'
import { type Patience, s3Requests } from './s3-request.ts'
import { s3Store } from './s3-store.ts'

const why = whyNoSwift()
const quick: Patience = { tries: 4, firstPause: 5, longestPause: 20, answer: 10_000 }
const slowDown =
  'HTTP/1.1 503 Slow Down\r\ncontent-length: 21\r\nconnection: close\r\n\r\n<Code>SlowDown</Code>'

describe.skipIf(why)(`on a real Swift${why ? `: ${why}` : ''}`, () => {
  let swift: Swift
  beforeAll(async () => {
    swift = await aSwift()
  }, 240_000)
  afterAll(() => swift?.stop())

  storeAcceptance('Swift', () => s3Store(swift.config))

  describe('an S3 store', () => {
    const through = async () => {
      const line = await cutLine(swift.config.endpoint)
      return { line, store: s3Store({ ...swift.config, endpoint: line.url }, quick) }
    }

    it('[VSQ1] tries again after "slow down" and after a line that was cut', async () => {
      const { line, store } = await through()
      line.answerNext(3, slowDown)
      await store.put('again/a', Buffer.from('slowly'))
      line.cutAfter(50_000, 'up')
      const bytes = randomBytes(300_000)
      await store.put('again/b', bytes)
      expect((await buffer(await store.get('again/b'))).equals(bytes)).toBe(true)
      line.answerNext(4, slowDown)
      line.cut()
      await expect(store.put('again/c', bytes)).rejects.toMatchObject({
        code: 'store-unavailable',
        retry: 'later',
      })
      await line.close()
    })

    it('[VSQ1] says at once which setting is wrong', async () => {
      const wrong = (change: object) => s3Store({ ...swift.config, ...change }, quick).check()
      await expect(wrong({ secretKey: 'guessed' })).rejects.toMatchObject({
        code: 'store-misconfigured',
        retry: 'never',
        message: expect.stringContaining('key is wrong'),
      })
      await expect(wrong({ accessKey: 'paper:nobody' })).rejects.toMatchObject({
        code: 'store-misconfigured',
      })
      await expect(wrong({ bucket: 'not-there' })).rejects.toMatchObject({
        message: expect.stringContaining('no bucket called not-there'),
      })
      const deaf = s3Store({ ...swift.config, endpoint: 'http://127.0.0.1:9' }, quick)
      await expect(deaf.check()).rejects.toMatchObject({ code: 'store-unavailable' })
    })

    it('[VSQ1] ends the start of a server for wrong settings, not for a store that is away', async () => {
      const log = pino({ level: 'silent' })
      const open = (change: object) =>
        openStore({ dataDir: '/nowhere', s3: { ...swift.config, ...change } }, log)
      await expect(open({ secretKey: 'guessed' })).rejects.toMatchObject({
        remedy: expect.stringContaining('COPYDESK_S3_SECRET_KEY'),
      })
      const { line } = await through()
      await line.close()
      expect(await open({ endpoint: line.url })).toHaveProperty('put')
    })

    it('[VSS1] goes on reading where the line was cut', async () => {
      const { line, store } = await through()
      const bytes = randomBytes(6 * 1024 * 1024)
      await store.put('cut/read', bytes)
      const before = line.passed.down
      line.cutAfter(5_000_000, 'down')
      const back = await buffer(await store.get('cut/read'))
      expect(back.equals(bytes)).toBe(true)
      // Not from the beginning again; what was in the sockets' buffers at the cut is lost with them.
      expect(line.passed.down - before).toBeLessThan(bytes.length + 3_000_000)
      await line.close()
    })

    it('[VSS2] finishes an object in parts although a part was cut off, and tidies up', async () => {
      const { line, store } = await through()
      const bytes = randomBytes(18 * 1024 * 1024)
      line.cutAfter(11_000_000, 'up')
      await store.put('cut/write', bytes)
      expect(await store.head('cut/write')).toBe(bytes.length)
      const open = () => s3Uploads(swift.config)
      const dying = Readable.from(
        (async function* () {
          yield bytes
          while ((await open()) === 0) await new Promise((resolve) => setTimeout(resolve, 10))
          line.refuse(true)
          yield bytes
        })(),
      )
      await expect(store.put('cut/never', dying)).rejects.toMatchObject({
        code: 'store-unavailable',
      })
      line.refuse(false)
      expect(await open()).toBe(1)
      await store.tidy(new Date(Date.now() - 60_000))
      expect(await open()).toBe(1)
      await store.tidy(new Date(Date.now() + 60_000))
      expect(await open()).toBe(0)
      expect(await store.head('cut/never')).toBeNull()
      await line.close()
    })
  })
})

async function s3Uploads(config: Swift['config']): Promise<number> {
  const response = await s3Requests(config)({ method: 'GET', query: { uploads: '' } })
  return [...(await response.text()).matchAll(/<Upload>/g)].length
}
