/** Two server processes on one database: one newsroom, one schedule, one truth. */
import { newBreakingId } from '../shared/model/ids.ts'
import { aServer } from './support/a-server.ts'
import { aLoad, auditLoad } from './support/load.ts'
import { expect, test } from './support/newsroom.ts'
import { aSchedule, whatFired } from './support/schedule.ts'
import { aPair, killOne, rollingRestart } from './support/two-servers.ts'
import { until } from './support/until.ts'
import {
  aWireDesk,
  aWireStory,
  changesSince,
  headlineOnServer,
  type WireDesk,
  write,
} from './support/wire-desk.ts'
import { aWireSocket } from './support/wire-socket.ts'

/** Heads that a page passed over come last in it, whatever their position. */
async function feedEnd(desk: WireDesk): Promise<number> {
  return Math.max(0, ...(await changesSince(desk, 0)).map(({ position }) => position))
}

/** Reads the ticker's stream of events into a growing text. */
function listenToTicker(server: string): { heard(): string; stop(): void } {
  const stopping = new AbortController()
  let text = ''
  const listening = (async () => {
    const answer = await fetch(new URL('/en/ticker', server), {
      headers: { accept: 'text/event-stream' },
      signal: stopping.signal,
    })
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk, { stream: true })
  })()
  listening.catch((error: Error) => {
    if (error.name !== 'AbortError') text += `failed: ${error.message}`
  })
  return { heard: () => text, stop: () => stopping.abort() }
}

test('[TS1] a second server serves the same newsroom, live', async ({ server, onEnd }) => {
  const second = await aServer(onEnd, { data: server.data })
  expect(second.url).not.toBe(server.url)
  const nadia = await aWireDesk(server.url, 'nadia')
  const salma = await aWireDesk(second.url, 'salma')
  expect(salma.session.newsroom).toEqual(nadia.session.newsroom)

  const story = await aWireStory(nadia)
  const heard: number[] = []
  const live = await aWireSocket(second.url, salma, (frame) => {
    if (frame.t === 'updates' && frame.story === story.id) heard.push(frame.to)
  })
  onEnd(() => live.close())
  live.follow(story.id)
  write(story, 'One text, two servers')
  const items = story.updates.map((update, n) => ({
    story: story.id,
    ref: n + 1,
    update: new Uint8Array(update),
  }))
  await nadia.push(items)
  await until('the other server to pass the update on', () => heard.includes(2), 10_000)
  expect(await headlineOnServer(salma, story.id)).toBe('One text, two servers')
})

test('[TS1] a breaking line scheduled through one server goes live exactly once', async ({
  server,
  onEnd,
}) => {
  const second = await aServer(onEnd, { data: server.data })
  const majid = await aWireDesk(server.url, 'majid')
  const salma = await aWireDesk(second.url, 'salma')
  const before = await feedEnd(salma)
  const tickers = [listenToTicker(server.url), listenToTicker(second.url)]
  for (const ticker of tickers) onEnd(() => ticker.stop())

  const lines = Array.from({ length: 5 }, (_, n) => ({
    breaking: newBreakingId(),
    text: `Ferry ${n + 1} of five leaves Port Selim`,
  }))
  const goLiveAt = Date.now() + 3000
  for (const { breaking, text } of lines) {
    const verdict = await majid.command({
      do: 'breaking-schedule',
      breaking,
      lines: { en: { attribution: 'Coast guard', text } },
      story: null,
      life: 600_000,
      goLiveAt,
    })
    expect(verdict.kind).toBe('accepted')
  }

  /** The lines' facts now; the feed keeps the newest of each. */
  const facts = async () =>
    (await changesSince(salma, before)).flatMap(({ fact }) =>
      fact.type === 'breaking' ? [fact] : [],
    )
  const live = await until(
    'all lines to be live',
    async () => {
      const now = (await facts()).filter(({ stage }) => stage.at === 'live')
      return now.length === lines.length && now
    },
    20_000,
  )
  // Each step of a line raises its revision by one: scheduled is 1, live is 2. Twice live would be 3.
  expect(live.map(({ revision }) => revision)).toEqual(lines.map(() => 2))
  for (const { stage } of live) {
    expect(stage.at === 'live' && stage.since).toBeGreaterThanOrEqual(goLiveAt)
  }
  for (const { text } of lines) {
    for (const ticker of tickers) {
      await until(`"${text}" on each ticker`, () => ticker.heard().includes(text), 10_000)
    }
  }

  // Give a second publication every chance: it would be counted before the recall.
  for (const { breaking } of lines) {
    expect((await majid.command({ do: 'breaking-recall', breaking })).kind).toBe('accepted')
  }
  const recalled = await facts()
  expect(recalled.map(({ revision, stage }) => [revision, stage.at])).toEqual(
    lines.map(() => [3, 'recalled']),
  )
})

test('[VKL2] one of two servers killed, and both restarted in turn, lose and double nothing', async ({
  onEnd,
}) => {
  test.setTimeout(240_000)
  const pair = await aPair(onEnd)
  const load = await aLoad(pair.url, 12)
  load.start()
  await killOne(onEnd, pair, 0, load)
  await rollingRestart(onEnd, pair, load)
  await load.finish()
  const books = await auditLoad(load, pair.url, pair.data)
  expect(books).toMatchObject({
    lostWords: [],
    doubledWords: [],
    lostCommands: [],
    doubledFacts: [],
    doubledPublications: [],
  })
  expect(books.publications).toBeGreaterThan(0)
})

test('[VKL3] scheduled items fire once with four servers of which two are killed', async ({
  onEnd,
}) => {
  test.setTimeout(240_000)
  const first = await aServer(onEnd)
  const others = []
  for (let n = 0; n < 3; n++) others.push(await aServer(onEnd, { data: first.data }))
  const times = { lead_ms: 8000, span_ms: 4000 }
  const schedule = await aSchedule(first.url, { lines: 40, stories: 10 }, times)
  await until('the first items to be due', () => Date.now() > schedule.from + 1000, 60_000)
  await first.kill()
  await others[0]?.kill()
  const url = others[2]?.url ?? ''
  const fired = await until(
    'all to go out',
    async () => {
      const now = await whatFired(url, schedule)
      return now.missing.length === 0 && now
    },
    30_000,
  )
  expect(fired.wrong).toEqual([])
  expect(fired.late_ms).toHaveLength(50)
})
