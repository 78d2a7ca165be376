/**
 * From starting the process to the caret in the last story, with 1,000, 10,000 and 100,000 stories
 * in the desk's store, beside an empty Electron window, in turns; then, at the desk that is open, to
 * the other end of the list and into another story. The stories are written into the store's file by
 * the store's own code: syncing a hundred thousand would measure something else.
 */
import { join } from 'node:path'
import { aDesk } from '../e2e/support/a-desk.ts'
import { type AServer, aServer } from '../e2e/support/a-server.ts'
import { bodyOf } from '../e2e/support/desk-hands.ts'
import { storeOfDesk } from '../e2e/support/desk-store.ts'
import { askEngine, tapEngine } from '../e2e/support/engine-tap.ts'
import { type OnEnd, scratchFolder, withEnding } from '../e2e/support/on-end.ts'
import { until } from '../e2e/support/until.ts'
import { root } from '../scripts/project.ts'
import { median } from './percentile.ts'
import { type Row, row } from './row.ts'
import { writeStories } from './seeded-store.ts'
import { aStoryOf, seedStories } from './seeded-stories.ts'
import { timedJump, timedNextStory } from './timed-list.ts'
import { timedStart } from './timed-start.ts'

const sizes = [1000, 10_000, 100_000] as const
/** The size that the goal is about. */
const judgedSize = 10_000
const wordsOfTheLast = 800
const rounds = 7
const allowedRatio = 3
/** What still feels like an answer to the key, in milliseconds. */
const interactive_ms = 250
const lastHeadline = 'The last story of the day'
const lastWords = 'and this is where the caret was left'

/** Opens the last story at a desk of its own and leaves the caret in it. */
async function prepareDesk(onEnd: OnEnd, server: AServer, userData: string): Promise<void> {
  const desk = await aDesk(onEnd, { server: server.url, person: 'nadia', userData })
  await tapEngine(desk.page)
  await desk.page.getByText(lastHeadline).first().click()
  const body = bodyOf(desk.page)
  await until('its text', async () => ((await body.textContent()) ?? '').length > 1000)
  await body.focus()
  await desk.page.keyboard.press('Control+End')
  await desk.page.keyboard.type(` ${lastWords}`)
  await until('the words to be saved', async () => {
    const network = await askEngine(desk.page, 'network:state', {})
    return network.ok && (network.output as { waitingUpdates: number }).waitingUpdates === 0
  })
}

/** Fills the desk's store up to so many stories, all older than the last one. */
function fillStore(userData: string, from: number, to: number): void {
  const { store, me, desk } = storeOfDesk(userData)
  writeStories(store, { stories: to - from, me, desk })
  store.db.exec('pragma wal_checkpoint(truncate)')
  store.close()
}

interface Times {
  readonly ours: number[]
  readonly empty: number[]
  /** To the other end of the list, and back. */
  readonly jumps: number[]
  /** Another story, clicked in the list. */
  readonly stories: number[]
}

async function atTheDesk(server: AServer, userData: string, times: Times): Promise<void> {
  await withEnding(async (ended) => {
    const { page } = await aDesk(ended, { server: server.url, person: 'nadia', userData })
    await page.locator('[data-lexical-editor="true"]').first().waitFor()
    await page.getByRole('option').nth(4).waitFor()
    await timedNextStory(page)
    for (let round = 0; round < rounds; round += 1) {
      times.jumps.push(await timedJump(page, 'End'), await timedJump(page, 'Home'))
      times.stories.push(await timedNextStory(page))
    }
    // The next start must find the story of the starts again.
    await page.getByRole('option').filter({ hasText: lastHeadline }).first().click()
    const body = bodyOf(page)
    await until('the last story', async () =>
      ((await body.textContent()) ?? '').includes(lastWords),
    )
  })
}

async function startInTurns(server: AServer, userData: string, emptyData: string): Promise<Times> {
  const times: Times = { ours: [], empty: [], jumps: [], stories: [] }
  const startEmpty = () =>
    timedStart({ folder: join(root, 'bench', 'empty-window'), userData: emptyData, text: '' })
  const env = { COPYDESK_SERVER_URL: server.url, COPYDESK_SAMPLE: '1' }
  const startOurs = () => timedStart({ folder: root, userData, text: lastWords, env })
  // The first start of each fills the disk cache and is not counted.
  await startEmpty()
  await startOurs()
  for (let round = 0; round < rounds; round++) {
    times.empty.push(await startEmpty())
    times.ours.push(await startOurs())
  }
  await atTheDesk(server, userData, times)
  return times
}

async function measure(onEnd: OnEnd): Promise<Row[]> {
  const server = await aServer(onEnd)
  await seedStories(server.url, 'nadia', [aStoryOf(lastHeadline, wordsOfTheLast)])
  const userData = scratchFolder(onEnd, 'desk')
  await withEnding((ended) => prepareDesk(ended, server, userData))
  const emptyData = scratchFolder(onEnd, 'empty')
  const all = new Map<number, Times>()
  let held = 0
  for (const stories of sizes) {
    fillStore(userData, held, stories)
    held = stories
    all.set(stories, await startInTurns(server, userData, emptyData))
  }
  return [...all].flatMap(([stories, times]) => rowsOf(stories, times, all.get(sizes[0])))
}

function handRows(stories: number, times: Times, smallest: Times | undefined): Row[] {
  const of = (what: string, which: 'jumps' | 'stories') =>
    row(
      {
        what: `${what}, ${stories.toLocaleString('en')} stories, median`,
        unit: 'ms',
        ours: median(times[which]),
        beside: median((smallest ?? times)[which]),
        besideName: `${sizes[0].toLocaleString('en')} stories`,
        goal: `≤ ${interactive_ms} ms`,
      },
      (mine) => mine <= interactive_ms,
    )
  return [
    of('to the other end of the list', 'jumps'),
    of('from the list into another story', 'stories'),
  ]
}

function rowsOf(stories: number, times: Times, smallest: Times | undefined): Row[] {
  const { ours, empty } = times
  const what = `process start to the caret in the last story, ${stories.toLocaleString('en')} stories`
  const isJudged = stories === judgedSize
  const rows = [
    row(
      {
        what: `${what}, median`,
        unit: 'ms',
        ours: median(ours),
        beside: median(empty),
        besideName: 'empty Electron window',
        goal: isJudged ? `≤ ${allowedRatio} × floor` : '',
      },
      (mine, floor) => !isJudged || mine <= allowedRatio * floor,
    ),
    row({
      what: `${what}, slowest round`,
      unit: 'ms',
      ours: Math.max(...ours),
      beside: Math.max(...empty),
      besideName: 'empty Electron window',
      goal: '',
    }),
  ]
  rows.push(...handRows(stories, times, smallest))
  if (!smallest || stories === sizes[0]) return rows
  const growth = row({
    what: `${what}, growth of the median`,
    unit: 'ms',
    ours: median(ours),
    beside: median(smallest.ours),
    besideName: `${sizes[0].toLocaleString('en')} stories`,
    goal: '',
  })
  return [...rows, growth]
}

/** Measures and judges; see `npm run bench start`. */
export async function bench(): Promise<Row[]> {
  return await withEnding(measure)
}
