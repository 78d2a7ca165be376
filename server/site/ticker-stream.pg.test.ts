import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newUserId } from '../../shared/model/ids.ts'
import { aLiveLine, aMinute } from '../../shared/testing/reader-samples.ts'
import { aPublishedNewsroom, type PublishedNewsroom } from '../testing/a-published-newsroom.ts'

let paper: PublishedNewsroom
beforeAll(async () => {
  paper = await aPublishedNewsroom()
})
afterAll(() => paper.stop())

const liveNow = (attribution: string, text: string) => {
  const line = aLiveLine(attribution, text, 0)
  const since = Date.now()
  return {
    ...line,
    stage: { at: 'live' as const, by: newUserId(), since, until: since + 60 * aMinute },
  }
}

/** A reader's open page: what it has been sent so far. */
function anOpenPage(url: string) {
  let heard = ''
  const request = get(`${url}/en/ticker`, (response) => {
    response.setEncoding('utf8')
    response.on('data', (part: string) => {
      heard += part
    })
    response.on('error', () => undefined)
  })
  request.on('error', () => undefined)
  return {
    /** HTML of the newest lines. */
    lines: () => {
      const events = [...heard.matchAll(/event: lines\ndata: (.*)\n\n/g)]
      const last = events.at(-1)?.[1]
      return last === undefined ? null : String(JSON.parse(last).html)
    },
    leave: () => request.destroy(),
  }
}

describe('the ticker stream', () => {
  it('[RT2] tells an open page the present lines, then each change, whichever process made it', async () => {
    const first = liveNow('Port authority', 'Ferries stop')
    await paper.breaking(first)
    const second = await paper.secondServer()
    const here = anOpenPage(paper.url)
    const there = anOpenPage(second.url)
    const pages = [here, there]
    await vi.waitFor(() => {
      for (const page of pages) expect(page.lines()).toContain('Ferries stop')
    }, 10_000)

    const fresh = liveNow('Union', 'Crews go <back>')
    await paper.breaking(fresh)
    await vi.waitFor(() => {
      for (const page of pages) expect(page.lines()).toMatch(/Crews go &lt;back&gt;.*Ferries stop/)
    }, 10_000)

    const { stage } = fresh
    const by = newUserId()
    await paper.breaking({
      ...fresh,
      revision: 2,
      stage: { at: 'recalled', by, when: stage.since, wasLive: true },
    })
    await vi.waitFor(() => {
      for (const page of pages) expect(page.lines()).not.toContain('Crews go')
    }, 10_000)
    expect(here.lines()).toContain('Ferries stop')

    for (const page of pages) page.leave()
    await second.stop()
  })

  it('is in the page before any script runs', async () => {
    await paper.breaking(liveNow('Our correspondent', 'Talks resume at eight'))

    const html = await (await fetch(`${paper.url}/en`)).text()

    expect(html).toMatch(/<b>Our correspondent:<\/b> Talks resume at eight/)
    expect(html).toContain('data-ticker="/en/ticker"')
  })

  it('lets the server stop while pages are open', async () => {
    const server = await paper.secondServer()
    const page = anOpenPage(server.url)
    await vi.waitFor(() => expect(page.lines()).not.toBeNull(), 10_000)

    await server.stop()
    page.leave()
  })
})
