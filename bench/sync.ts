/**
 * Our server beside y-websocket, hocuspocus with its database, and bare sockets, which pass words
 * on at once or after a bare commit, on the same machine in the same run, each in its turn.
 *
 * Peers are spoken to in their own protocols by the same load process. Theirs is the easier task
 * in one respect: they pass words on before they store them; ours acknowledges and passes on what
 * is committed. y-websocket persists into LevelDB, without saying when. What a desk sends when it
 * comes back is made before the clock starts, for all of them.
 */
import { type OnEnd, scratchFolder, withEnding } from '../e2e/support/on-end.ts'
import type { StoryId } from '../shared/model/ids.ts'
import type { Row } from './row.ts'
import {
  type BenchDatabase,
  benchDatabase,
  type Contender,
  startOurs,
  startPeer,
} from './sync-contenders.ts'
import type { Editing, Speech } from './sync-jobs.ts'
import {
  type CatchUpMeasure,
  editorsPerStory,
  measureLive,
  measurePull,
  measurePush,
  measureTouch,
  type SyncDetails,
  storedIn,
  type TouchMeasure,
} from './sync-measures.ts'
import { type BenchNewsroom, benchNewsroom } from './sync-our-newsroom.ts'
import { syncRows } from './sync-rows.ts'

/** Long enough for hocuspocus to store what it puts off, at least once (ten seconds by default). */
const live = [
  { editors: 200, seconds: 11 },
  { editors: 500, seconds: 8 },
] as const
const rounds = 3
const catchUpStories = 1000
const updatesPerStory = 50
const touchedStories = 10_000
/** Documents that the peers' desks sync at once, each on its socket; and as many as Chromium allows. */
const usualSockets = 32
const mostSockets = 250
const warmUpStories = 50

const peers = ['y-websocket', 'hocuspocus'] as const

interface Bench {
  readonly onEnd: OnEnd
  readonly ours: BenchDatabase
  readonly hocuspocus: BenchDatabase
  readonly floor: BenchDatabase
  readonly newsroom: BenchNewsroom
}

/** Runs something against a contender that has just been started. */
async function against<T>(
  { onEnd, ours, hocuspocus, floor }: Bench,
  speech: Speech,
  measure: (contender: Contender) => Promise<T>,
): Promise<T> {
  const folder = scratchFolder(onEnd, 'contender')
  const contender =
    speech === 'ours'
      ? await startOurs(onEnd, ours, folder)
      : await startPeer(onEnd, speech, speech === 'committed' ? floor : hocuspocus, folder)
  try {
    return await measure(contender)
  } finally {
    await contender.stop()
  }
}

async function measureAllLive(bench: Bench): Promise<SyncDetails['live']> {
  const found: SyncDetails['live'] = {
    echo: [],
    committed: [],
    'y-websocket': [],
    hocuspocus: [],
    ours: [],
  }
  for (const { editors, seconds } of live) {
    for (let round = 0; round < rounds; round++) {
      for (const speech of ['echo', 'committed', ...peers, 'ours'] as const) {
        // The floor hardly moves; once is enough.
        if (speech === 'echo' && round > 0) continue
        const stories = bench.newsroom.take(editors / editorsPerStory)
        const { passes } = bench.newsroom
        const plan = { editors, seconds, passes, stories }
        found[speech].push(
          await against(bench, speech, (server) => measureLive(bench.onEnd, server, plan)),
        )
      }
    }
  }
  return found
}

async function measureCatchUp(
  bench: Bench,
  speech: Editing,
  contender: Contender,
): Promise<CatchUpMeasure[]> {
  const { onEnd, newsroom } = bench
  const [pass] = newsroom.passes
  if (!pass) throw new Error('nobody is signed in')
  const stored = speech === 'hocuspocus' ? storedIn(bench.hocuspocus, updatesPerStory) : undefined
  const plan = { pass, updatesPerStory, stored, atOnce: usualSockets }
  const warmUp = newsroom.take(warmUpStories)
  await measurePush(onEnd, contender, warmUp, plan)
  await measurePull(onEnd, contender, warmUp, plan, false)
  const found: CatchUpMeasure[] = []
  let written: StoryId[] = []
  for (let round = 0; round < rounds; round++) {
    found.push(await measurePush(onEnd, contender, newsroom.take(catchUpStories), plan))
    written = newsroom.take(catchUpStories)
    found.push(await measurePull(onEnd, contender, written, plan, true))
  }
  if (speech === 'ours') return found
  const wide = { ...plan, atOnce: mostSockets }
  found.push(await measurePush(onEnd, contender, newsroom.take(catchUpStories), wide))
  found.push(await measurePull(onEnd, contender, written, wide, false))
  return found
}

async function measure(onEnd: OnEnd): Promise<{ rows: Row[]; details: SyncDetails }> {
  if (process.platform !== 'linux') throw new Error('bench sync counts CPU time as Linux keeps it')
  const ours = await benchDatabase(onEnd, 'ours')
  const hocuspocus = await benchDatabase(onEnd, 'hocuspocus')
  const floor = await benchDatabase(onEnd, 'floor')
  const newsroom = await benchNewsroom(ours.url, { desks: 500, stories: 54_000 })
  const bench: Bench = { onEnd, ours, hocuspocus, floor, newsroom }
  const catchUp = {} as Record<Editing, CatchUpMeasure[]>
  const touch = {} as Record<Editing, TouchMeasure>
  const liveFound = await measureAllLive(bench)
  for (const speech of [...peers, 'ours'] as const) {
    catchUp[speech] = await against(bench, speech, (server) =>
      measureCatchUp(bench, speech, server),
    )
  }
  for (const speech of [...peers, 'ours'] as const) {
    const stories = newsroom.take(touchedStories)
    touch[speech] = await against(bench, speech, (server) =>
      measureTouch(onEnd, server, stories, newsroom.passes),
    )
  }
  const details: SyncDetails = { live: liveFound, catchUp, touch }
  return { rows: syncRows(details), details }
}

/** Measures and judges; see `npm run bench sync`. */
export async function bench(): Promise<{ rows: Row[]; details: SyncDetails }> {
  return await withEnding(measure)
}
