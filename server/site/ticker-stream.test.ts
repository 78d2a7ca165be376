import type { ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newBreakingId } from '../../shared/model/ids.ts'
import { harbourPost, publishedAt } from '../../shared/testing/reader-samples.ts'
import type { LiveBreakingLine, SiteContext } from '../workflow/site-context.ts'
import { tickerStream } from './ticker-stream.tsx'

const aLine = (text: string): LiveBreakingLine => ({
  id: newBreakingId(),
  line: { attribution: 'Union', text },
  path: null,
  since: publishedAt,
  until: publishedAt + 1,
})

/** Lines that a test sets, and a database that a test breaks. */
function aNewsroom() {
  const state = { lines: [] as LiveBreakingLine[], broken: false, asked: 0 }
  const changed = new Set<() => void>()
  const site = {
    async liveBreaking() {
      state.asked += 1
      if (state.broken) throw new Error('no database')
      return state.lines
    },
    newsroom: async () => harbourPost,
    onBreaking: (listener: () => void) => {
      changed.add(listener)
      return () => changed.delete(listener)
    },
    onPublished: () => () => undefined,
  } as Partial<SiteContext> as SiteContext
  return {
    state,
    site,
    change: () => {
      for (const listener of changed) listener()
    },
  }
}

function aReader(highWaterMark = 1 << 20) {
  const pipe = new PassThrough({ highWaterMark })
  let heard = ''
  const listen = () =>
    pipe.on('data', (part) => {
      heard += String(part)
    })
  return { response: pipe as unknown as ServerResponse, pipe, listen, heard: () => heard }
}

const errors: unknown[] = []
const streamFor = (site: SiteContext) =>
  tickerStream({ site, now: () => publishedAt, onError: (error) => errors.push(error) })

/** Lets promises and stream events happen that need no time. */
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  errors.length = 0
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the ticker stream of a process', () => {
  it('[RT3] tries again what could not be read, and never says that the band is empty', async () => {
    const { state, site, change } = aNewsroom()
    const stream = streamFor(site)
    const reader = aReader()
    reader.listen()
    state.lines = [aLine('Ferries stop')]
    await stream.join('en', reader.response)
    await settle()
    expect(reader.heard().match(/event: lines/g)).toHaveLength(1)

    state.broken = true
    state.lines = [aLine('Ferries sail')]
    change()
    await settle()
    expect(errors).toHaveLength(1)
    expect(reader.heard().match(/event: lines/g)).toHaveLength(1)

    state.broken = false
    await vi.advanceTimersByTimeAsync(20_000)
    expect(reader.heard()).toContain('Ferries sail')
    stream.close()
  })

  it('[RT2] asks the newsroom once for many pages that join', async () => {
    const { state, site } = aNewsroom()
    const stream = streamFor(site)
    const readers = Array.from({ length: 50 }, () => aReader())
    state.lines = [aLine('Ferries stop')]
    for (const reader of readers) {
      reader.listen()
      await stream.join('en', reader.response)
    }
    await settle()

    expect(state.asked).toBe(1)
    for (const reader of readers) expect(reader.heard()).toContain('Ferries stop')
    stream.close()
  })

  it('[RT4] lets a reader go that does not listen', async () => {
    const { state, site, change } = aNewsroom()
    const stream = streamFor(site)
    const reader = aReader(1)
    await stream.join('en', reader.response)
    for (let n = 0; n < 200 && !reader.pipe.destroyed; n++) {
      state.lines = Array.from({ length: 10 }, (_, k) => aLine(`Line ${n} ${k} ${'x'.repeat(100)}`))
      change()
      await settle()
    }

    expect(reader.pipe.destroyed).toBe(true)
    stream.close()
  })
})
