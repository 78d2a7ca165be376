/**
 * Fifty kills each of a desk's engine, page and main process while somebody types, with 10,000
 * stories on the desk: nothing that was acknowledged is lost, nothing doubles, and the next start
 * shows the story in under two seconds.
 */
import { join } from 'node:path'
import { median } from '../../bench/percentile.ts'
import { writeStories } from '../../bench/seeded-store.ts'
import { timedStart } from '../../bench/timed-start.ts'
import { root } from '../../scripts/project.ts'
import type { Figure } from '../../scripts/prove.ts'
import { type ADesk, aDesk } from '../support/a-desk.ts'
import { aServer } from '../support/a-server.ts'
import { openStoryId, startStory } from '../support/desk-hands.ts'
import { storeOfDesk } from '../support/desk-store.ts'
import { tapEngine } from '../support/engine-tap.ts'
import {
  type Answered,
  type Findings,
  findings,
  killPage,
  refusedCommands,
  strikeWhileTyping,
  textOnScreen,
} from '../support/kill-the-desk.ts'
import { anEnding, type OnEnd, scratchFolder, withEnding } from '../support/on-end.ts'
import { killHard } from '../support/processes.ts'
import { until } from '../support/until.ts'

const rounds = Number(process.env['KILL_ROUNDS'] ?? 50)
const stories = 10_000
/** After a few deaths in a minute main waits before it starts the engine again. */
const engineKillsASitting = 3
const allowedStart_ms = 2000
const sentinel = 'The words to find again'

interface Place {
  readonly server: string
  readonly userData: string
  /** Folder of an empty Electron window: the floor under every start. */
  readonly emptyData: string
  readonly story: string
}

interface Tally {
  readonly answered: Answered[]
  readonly recovered: number[]
  /** Starts of an empty Electron window, in turns with ours. */
  readonly floor: number[]
  word: number
}

/** A desk for one sitting; it is closed, or was killed, when the work is done. */
async function sitting<T>(
  { server, userData }: Pick<Place, 'server' | 'userData'>,
  work: (desk: ADesk) => Promise<T>,
): Promise<T> {
  const { onEnd, end } = anEnding()
  try {
    const desk = await aDesk(onEnd, { server, person: 'nadia', userData })
    await tapEngine(desk.page)
    return await work(desk)
  } finally {
    await end()
  }
}

async function killEngines(place: Place, tally: Tally): Promise<void> {
  for (let round = 0; round < rounds; round += engineKillsASitting) {
    await sitting(place, async (desk) => {
      for (let n = 0; n < Math.min(engineKillsASitting, rounds - round); n += 1) {
        let died = 0
        tally.answered.push(
          await strikeWhileTyping(desk, nextWord(tally), async () => {
            const dead = await desk.killEngine()
            died = performance.now()
            await desk.nextEngine(dead)
          }),
        )
        await findings(desk, place.story, [])
        tally.recovered.push(performance.now() - died)
      }
    })
  }
}

async function killPages(place: Place, tally: Tally): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await sitting(place, async (desk) => {
      let died = 0
      tally.answered.push(
        await strikeWhileTyping(desk, nextWord(tally), async () => {
          await killPage(desk.app)
          died = performance.now()
        }),
      )
      await until('the page to be there again', async () =>
        (await textOnScreen(desk.app)).includes(sentinel),
      )
      tally.recovered.push(performance.now() - died)
    })
  }
}

async function killMains(place: Place, tally: Tally): Promise<void> {
  const { server, userData, emptyData } = place
  const emptyWindow = { folder: join(root, 'bench', 'empty-window'), userData: emptyData, text: '' }
  const env = { COPYDESK_SERVER_URL: server, COPYDESK_SAMPLE: '1' }
  for (let round = 0; round < rounds; round += 1) {
    await sitting(place, async (desk) => {
      const { pid } = desk.app.process()
      if (pid === undefined) throw new Error('no main process')
      tally.answered.push(await strikeWhileTyping(desk, nextWord(tally), () => killHard(pid)))
    })
    tally.floor.push(await timedStart(emptyWindow))
    tally.recovered.push(await timedStart({ folder: root, userData, text: sentinel, env }))
  }
}

/** Every word of the proof has its own number. */
function nextWord(tally: Tally): number {
  tally.word += 10_000
  return tally.word
}

/** A desk with ten thousand stories and one in which somebody writes. */
async function prepare(onEnd: OnEnd): Promise<Place> {
  const { url: server } = await aServer(onEnd)
  const userData = scratchFolder(onEnd, 'desk')
  const { onEnd: ended, end } = anEnding()
  let story: string
  try {
    const desk = await aDesk(ended, { server, person: 'nadia', userData })
    await startStory(desk.page, 'The night the lights went out')
    await desk.page.keyboard.press('Enter')
    await desk.page.keyboard.press('Enter')
    await desk.page.keyboard.type(`${sentinel} `)
    story = await openStoryId(desk.page)
    await until('the words to be in the text', async () =>
      (await textOnScreen(desk.app)).includes(sentinel),
    )
  } finally {
    await end()
  }
  const { store, me, desk } = storeOfDesk(userData)
  writeStories(store, { stories, me, desk })
  store.close()
  return { server, userData, emptyData: scratchFolder(onEnd, 'empty'), story }
}

function figures(victim: string, found: Findings, refused: number, tally: Tally): Figure[] {
  const { lostUpdates, lostStories, doubledWords } = found
  const updates = tally.answered.reduce((sum, one) => sum + one.updates.length, 0)
  const slowest = Math.max(...tally.recovered)
  const at = (what: string, value: number): Figure => ({
    what: `${victim}, ${rounds} kills: ${what}`,
    value,
    goal: '0',
    ok: value === 0,
  })
  return [
    at(`acknowledged updates lost, of ${updates}`, lostUpdates),
    at(`acknowledged stories lost, of ${tally.answered.length}`, lostStories),
    at('words that stand twice', doubledWords),
    at('commands refused', refused),
    {
      what: `${victim}: text is there again, median / slowest of ${tally.recovered.length} (ms)`,
      value: `${median(tally.recovered).toFixed(0)} / ${slowest.toFixed(0)}`,
      goal: `< ${allowedStart_ms}`,
      ok: slowest < allowedStart_ms,
    },
    ...besideTheFloor(victim, tally),
  ]
}

function besideTheFloor(victim: string, { floor, recovered }: Tally): Figure[] {
  if (floor.length === 0) return []
  const times = median(recovered) / median(floor)
  return [
    {
      what: `${victim}: an empty Electron window meanwhile, median / slowest (ms); ours beside it`,
      value: `${median(floor).toFixed(0)} / ${Math.max(...floor).toFixed(0)}; ${times.toFixed(2)} ×`,
      goal: '',
      ok: true,
    },
  ]
}

async function measure(onEnd: OnEnd): Promise<Figure[]> {
  const place = await prepare(onEnd)
  const kinds = [
    ['engine', killEngines],
    ['page', killPages],
    ['main', killMains],
  ] as const
  const all: Figure[] = []
  for (const [victim, kill] of kinds) {
    const tally: Tally = {
      answered: [],
      recovered: [],
      floor: [],
      word: kinds.length * all.length * 1e7,
    }
    await kill(place, tally)
    all.push(
      ...(await sitting(place, async (desk) => {
        const found = await findings(desk, place.story, tally.answered)
        return figures(victim, found, await refusedCommands(desk), tally)
      })),
    )
  }
  return all
}

/** Kills and counts; see `npm run prove kill-desk`. */
export async function prove(): Promise<Figure[]> {
  return await withEnding(measure)
}
