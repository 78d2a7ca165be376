/**
 * From starting the process to the caret in the last story, with 10,000 stories in the store,
 * beside an empty Electron window, in turns.
 */
import { join } from 'node:path'
import { aDesk } from '../e2e/support/a-desk.ts'
import { type AServer, aServer } from '../e2e/support/a-server.ts'
import { bodyOf } from '../e2e/support/desk-hands.ts'
import { askEngine, tapEngine } from '../e2e/support/engine-tap.ts'
import { type OnEnd, scratchFolder, withEnding } from '../e2e/support/on-end.ts'
import { until } from '../e2e/support/until.ts'
import { root } from '../scripts/project.ts'
import { median } from './percentile.ts'
import { type Row, row } from './row.ts'
import { aStoryOf, seedStories } from './seeded-stories.ts'
import { timedStart } from './timed-start.ts'

const stories = 10_000
const wordsEach = 120
const wordsOfTheLast = 800
const rounds = 7
const allowedRatio = 3
const lastHeadline = 'The last story of the day'
const lastWords = 'and this is where the caret was left'
const syncWithin_ms = 300_000

/** Lets a desk sync everything, opens the last story and leaves the caret in it. */
async function prepareDesk(onEnd: OnEnd, server: AServer, userData: string): Promise<void> {
  const desk = await aDesk(onEnd, { server: server.url, person: 'nadia', userData })
  await tapEngine(desk.page)
  await until(
    'all stories on the desk',
    async () => {
      const answer = await askEngine(desk.page, 'stories:list', {
        list: 'all',
        desk: null,
        offset: 0,
        limit: 1,
      })
      return answer.ok && (answer.output as { total: number }).total >= stories
    },
    syncWithin_ms,
  )
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

async function measure(onEnd: OnEnd): Promise<Row[]> {
  const server = await aServer(onEnd)
  await seedStories(server.url, 'nadia', [
    ...Array.from({ length: stories }, (_, n) => aStoryOf(`Harbour note ${n + 1}`, wordsEach)),
    aStoryOf(lastHeadline, wordsOfTheLast),
  ])
  const userData = scratchFolder(onEnd, 'desk')
  await withEnding((ended) => prepareDesk(ended, server, userData))
  const emptyData = scratchFolder(onEnd, 'empty')

  const ours: number[] = []
  const empty: number[] = []
  const startEmpty = async () =>
    timedStart({ folder: join(root, 'bench', 'empty-window'), userData: emptyData, text: '' })
  const startOurs = async () =>
    timedStart({
      folder: root,
      userData,
      text: lastWords,
      env: { COPYDESK_SERVER_URL: server.url, COPYDESK_SAMPLE: '1' },
    })
  // The first start of each fills the disk cache and is not counted.
  await startEmpty()
  await startOurs()
  for (let round = 0; round < rounds; round++) {
    empty.push(await startEmpty())
    ours.push(await startOurs())
  }
  return [
    row(
      {
        what: `process start to the caret in the last story, ${stories.toLocaleString('en')} stories, median`,
        unit: 'ms',
        ours: median(ours),
        beside: median(empty),
        besideName: 'empty Electron window',
        goal: `≤ ${allowedRatio} × floor`,
      },
      (mine, floor) => mine <= allowedRatio * floor,
    ),
    row({
      what: 'the same, slowest round',
      unit: 'ms',
      ours: Math.max(...ours),
      beside: Math.max(...empty),
      besideName: 'empty Electron window',
      goal: '',
    }),
  ]
}

/** Measures and judges; see `npm run bench start`. */
export async function bench(): Promise<Row[]> {
  return await withEnding(measure)
}
