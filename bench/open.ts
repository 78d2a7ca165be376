/**
 * Opening a story of 20,000 keystrokes beside the same text typed in one go, in the real app: the
 * log of the first was written key by key, on line and off line, and compacted while it grew.
 */
import { type ADesk, aDesk } from '../e2e/support/a-desk.ts'
import { type AServer, aServer } from '../e2e/support/a-server.ts'
import { storeOfDesk } from '../e2e/support/desk-store.ts'
import { askEngine, tapEngine } from '../e2e/support/engine-tap.ts'
import { type OnEnd, scratchFolder, withEnding } from '../e2e/support/on-end.ts'
import { until } from '../e2e/support/until.ts'
import { median } from './percentile.ts'
import { type Row, row } from './row.ts'
import { typedStories } from './typed-stories.ts'

const keystrokes = 20_000
const rounds = 15
const allowedRatio = 1.5
const allowedRows = 1000
const compactedWithin_ms = 60_000

/** The engine's answer to `story:open`, timed in the window, warm: the rest does not depend on the log. */
async function openTimes(desk: ADesk, stories: readonly string[]): Promise<number[][]> {
  const times: number[][] = stories.map(() => [])
  for (let round = 0; round < rounds + 2; round += 1) {
    for (const [i, story] of stories.entries()) {
      const took = await timedOpen(desk, story)
      // The first two fill caches.
      if (round >= 2) times[i]?.push(took)
    }
  }
  return times
}

async function timedOpen({ page }: ADesk, story: string): Promise<number> {
  return await page.evaluate(
    ({ story }) =>
      new Promise<number>((resolve, reject) => {
        const tap = window.engineTap
        if (!tap?.port) throw new Error('no engine port')
        const { port } = tap
        const id = tap.nextId++
        const began = performance.now()
        const hear = ({ data }: MessageEvent) => {
          if (data.id !== id) return
          port.removeEventListener('message', hear)
          if (data.ok) resolve(performance.now() - began)
          else reject(new Error(data.error.message))
        }
        port.addEventListener('message', hear)
        port.postMessage({ id, call: 'story:open', input: { story } })
      }),
    { story },
  )
}

const rowsInLog = (userData: string, story: string): number => {
  const { store } = storeOfDesk(userData)
  const sql = 'select count(*) as n from log where story = ?'
  const rows = store.db.get<{ n: number }>(sql, story)?.n ?? 0
  store.close()
  return rows
}

async function measure(onEnd: OnEnd): Promise<Row[]> {
  const server: AServer = await aServer(onEnd)
  const userData = scratchFolder(onEnd, 'desk')
  let times: number[][] = []
  let typed = { byKey: '', atOnce: '' }
  await withEnding(async (ended) => {
    const desk = await aDesk(ended, { server: server.url, person: 'nadia', userData })
    await tapEngine(desk.page)
    await until('somebody to be signed in', async () => {
      const session = await askEngine(desk.page, 'session:state', {})
      return session.ok && (session.output as { at: string }).at === 'signed-in'
    })
    typed = await typedStories(desk.page, keystrokes)
    await until(
      'the server to have every key',
      async () => {
        const network = await askEngine(desk.page, 'network:state', {})
        return network.ok && (network.output as { waitingUpdates: number }).waitingUpdates === 0
      },
      compactedWithin_ms,
    )
    times = await openTimes(desk, [typed.byKey, typed.atOnce])
  })
  const rows = rowsInLog(userData, typed.byKey)
  return [
    row(
      {
        what: `opening a story of ${keystrokes.toLocaleString('en')} keystrokes, median`,
        unit: 'ms',
        ours: median(times[0] ?? []),
        beside: median(times[1] ?? []),
        besideName: 'the same text typed in one go',
        goal: `≤ ${allowedRatio} × as long`,
      },
      (mine, floor) => mine <= allowedRatio * floor,
    ),
    row(
      {
        what: 'rows of that story in the log of the desk',
        unit: 'rows',
        ours: rows,
        beside: keystrokes,
        besideName: 'keystrokes',
        goal: `≤ ${allowedRows}`,
      },
      (mine) => mine <= allowedRows,
    ),
  ]
}

/** Measures and judges; see `npm run bench open`. */
export async function bench(): Promise<Row[]> {
  return await withEnding(measure)
}
