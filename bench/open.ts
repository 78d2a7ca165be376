/**
 * Opening a story of 20,000 keystrokes beside the same text typed in one go, in the real app, at the
 * worst moment: just before its tail would have been folded, with a second's typing on top. And what
 * its log takes on the desk and on the server.
 */
import { type ADesk, aDesk } from '../e2e/support/a-desk.ts'
import { type AServer, aServer } from '../e2e/support/a-server.ts'
import { storeOfDesk } from '../e2e/support/desk-store.ts'
import { askEngine, tapEngine } from '../e2e/support/engine-tap.ts'
import { askDatabase } from '../e2e/support/newsroom-database.ts'
import { type OnEnd, scratchFolder, withEnding } from '../e2e/support/on-end.ts'
import { until } from '../e2e/support/until.ts'
import { median } from './percentile.ts'
import { type Row, row } from './row.ts'
import { type Opening, timedAnswer, timedOnScreen } from './timed-opening.ts'
import { moreKeys, typedStories } from './typed-stories.ts'

const keystrokes = 20_000
const rounds = 25
/** A tail that is just not long, and what a fast writer adds before the folding has been done. */
const worstTail = 31 + 17
const allowedRatio = 1.5
const allowed = { deskRows: 100, serverRows: 1700, bytes: 200_000 }
const patience_ms = 60_000

type Stories = Awaited<ReturnType<typeof typedStories>>

interface Times {
  readonly worst: Opening[]
  readonly closed: Opening[]
  readonly atOnce: Opening[]
  readonly screen: { readonly worst: number[]; readonly atOnce: number[] }
}

interface Log {
  readonly rows: number
  readonly bytes: number
}

/** In turns; the first two rounds fill caches and are not counted. */
async function openInTurns({ page }: ADesk, { byKey, atOnce }: Stories): Promise<Times> {
  const times: Times = { worst: [], closed: [], atOnce: [], screen: { worst: [], atOnce: [] } }
  const lone = { headline: 'Written in one go', ending: atOnce.ending }
  const typed = { headline: 'Typed key by key', ending: byKey.ending }
  const folded = (story: string) =>
    until('the tail to be folded', async () => {
      const opening = await timedAnswer(page, story, [])
      return opening.tail < worstTail / 4 && opening
    })
  await folded(atOnce.story)
  for (let round = -2; round < rounds; round += 1) {
    const closed = await folded(byKey.story)
    const worst = await timedAnswer(page, byKey.story, moreKeys(byKey.doc, worstTail))
    const alone = await timedAnswer(page, atOnce.story, [])
    await folded(byKey.story)
    await timedAnswer(page, byKey.story, moreKeys(byKey.doc, worstTail))
    const onScreen = await timedOnScreen(page, typed)
    const aloneOnScreen = await timedOnScreen(page, lone)
    if (round < 0) continue
    times.closed.push(closed)
    times.worst.push(worst)
    times.atOnce.push(alone)
    times.screen.worst.push(onScreen)
    times.screen.atOnce.push(aloneOnScreen)
  }
  return times
}

function deskLog(userData: string, story: string): Log {
  const { store } = storeOfDesk(userData)
  const log = store.db.get<Log>(
    `select count(*) as rows, coalesce(sum(length(body)), 0)
       + (select coalesce(sum(length(body)), 0) from snapshot where story = ?1) as bytes
     from log where story = ?1`,
    story,
  )
  store.close()
  return { rows: log?.rows ?? 0, bytes: log?.bytes ?? 0 }
}

/** Rows and bytes of a story's log and snapshot, once the server has had time to compact. */
async function serverLog(data: string, story: string): Promise<Log> {
  const ask = async () => {
    const [found] = await askDatabase<Log>(
      data,
      `select (select count(*) from story_update where story = $1) as rows,
         ((select coalesce(sum(length(bytes)), 0) from story_update where story = $1)
          + (select coalesce(sum(length(bytes)), 0) from story_snapshot where story = $1)) as bytes`,
      [story],
    )
    return { rows: Number(found?.rows), bytes: Number(found?.bytes) }
  }
  let last = await ask()
  await until('the server to have compacted', async () => {
    last = await ask()
    return last.rows <= allowed.serverRows
  }).catch(() => undefined)
  return last
}

async function nothingWaits({ page }: ADesk): Promise<void> {
  await until(
    'the server to have every key',
    async () => {
      const network = await askEngine(page, 'network:state', {})
      return network.ok && (network.output as { waitingUpdates: number }).waitingUpdates === 0
    },
    patience_ms,
  )
}

async function measure(onEnd: OnEnd): Promise<Row[]> {
  const server: AServer = await aServer(onEnd)
  const userData = scratchFolder(onEnd, 'desk')
  let found: { times: Times; stories: Stories } | null = null
  await withEnding(async (ended) => {
    const desk = await aDesk(ended, { server: server.url, person: 'nadia', userData })
    await tapEngine(desk.page)
    await until('somebody to be signed in', async () => {
      const session = await askEngine(desk.page, 'session:state', {})
      return session.ok && (session.output as { at: string }).at === 'signed-in'
    })
    const stories = await typedStories(desk.page, keystrokes)
    await nothingWaits(desk)
    found = { times: await openInTurns(desk, stories), stories }
    await nothingWaits(desk)
  })
  if (!found) throw new Error('nothing was measured')
  const { times, stories } = found as { times: Times; stories: Stories }
  const { story } = stories.byKey
  return [
    ...timeRows(times),
    ...logRows(deskLog(userData, story), await serverLog(server.data, story)),
  ]
}

const took = (openings: readonly Opening[]): number => median(openings.map((one) => one.took))

function timeRows({ worst, closed, atOnce, screen }: Times): Row[] {
  const shortest = Math.min(...worst.map(({ tail }) => tail))
  const what = `a story of ${keystrokes.toLocaleString('en')} keystrokes`
  const timeRow = (of: string, ours: number, beside: number) =>
    row(
      {
        what: `${what}, ${of}, median`,
        unit: 'ms',
        ours,
        beside,
        besideName: 'the same text typed in one go',
        goal: `≤ ${allowedRatio} × as long`,
      },
      (mine, floor) => mine <= allowedRatio * floor && shortest >= worstTail,
    )
  return [
    timeRow(
      'from the click to its text on the screen, longest tail',
      median(screen.worst),
      median(screen.atOnce),
    ),
    timeRow(`the engine's answer, longest tail (${shortest} rows)`, took(worst), took(atOnce)),
    timeRow("the engine's answer after it was closed", took(closed), took(atOnce)),
  ]
}

function logRows(desk: Log, server: Log): Row[] {
  const sizeRow = (what: string, unit: string, ours: number, most: number) =>
    row(
      { what, unit, ours, beside: keystrokes, besideName: 'keystrokes', goal: `≤ ${most}` },
      (mine) => mine <= most,
    )
  return [
    sizeRow('its log on the desk', 'rows', desk.rows, allowed.deskRows),
    sizeRow('its log and snapshot on the desk', 'bytes', desk.bytes, allowed.bytes),
    sizeRow('its log on the server', 'rows', server.rows, allowed.serverRows),
    sizeRow('its log and snapshot on the server', 'bytes', server.bytes, allowed.bytes),
  ]
}

/** Measures and judges; see `npm run bench open`. */
export async function bench(): Promise<Row[]> {
  return await withEnding(measure)
}
