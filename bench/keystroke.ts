/**
 * What a key costs: the real app with everything on (shared document, log, checks, counts) beside a
 * bare contenteditable with the same text and looks in the same Chromium, in turns.
 */
import type { CDPSession, ElectronApplication, Page } from 'playwright'
import { aDesk } from '../e2e/support/a-desk.ts'
import { aBrowser } from '../e2e/support/a-reader.ts'
import { aServer } from '../e2e/support/a-server.ts'
import { bodyOf } from '../e2e/support/desk-hands.ts'
import { type OnEnd, scratchFolder, withEnding } from '../e2e/support/on-end.ts'
import { bareEditable, typographyOf, writeBarePage } from './bare-page.ts'
import { bookKeys } from './key-cpu.ts'
import { installKeyProbe, mainThreadSeconds, placeCaret, typeKeys } from './key-probe.ts'
import { percentile } from './percentile.ts'
import { paragraphs } from './plain-words.ts'
import { type Row, row } from './row.ts'
import { aStoryOf, seedStories } from './seeded-stories.ts'

const sizes = [800, 5000, 20_000] as const
/** The size that the goal is about. */
const judgedSize = 5000
const allowed_ms = 3
/** Start, middle and end of the text. */
const places = [0, 0.5, 1] as const
const rounds = 3
/** 68 keys at each place: 204 a round, 612 in all for each size and side. */
const sentence = 'the last ferry left the quay at dusk and nobody was on board of it '
const warmUp = 'and so it went on '

const editable = '[data-lexical-editor="true"]'

interface Side {
  readonly app: ElectronApplication
  readonly page: Page
  readonly editable: string
  readonly session: CDPSession
  /** CPU of each key's handling, in milliseconds. */
  readonly cpu: number[]
  /** The same by the clock, with whatever else the machine did. */
  readonly clock: number[]
  /** CPU time of the main thread for all keys, in milliseconds. */
  worked: number
}

async function aSide(app: ElectronApplication, page: Page, selector: string): Promise<Side> {
  await installKeyProbe(page)
  const session = await page.context().newCDPSession(page)
  // CPU time of the thread, whatever else the machine does meanwhile.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return { app, page, editable: selector, session, cpu: [], clock: [], worked: 0 }
}

async function typeRound(side: Side): Promise<void> {
  for (const place of places) {
    await placeCaret(side.page, side.editable, place)
    await typeKeys(side.page, warmUp)
    const before = await mainThreadSeconds(side.session)
    const cpu = await bookKeys(side.app, async () => {
      side.clock.push(...(await typeKeys(side.page, sentence)))
    })
    if (cpu.length !== sentence.length) {
      throw new Error(`${sentence.length} keys were typed, Chromium booked ${cpu.length}`)
    }
    side.cpu.push(...cpu)
    side.worked += ((await mainThreadSeconds(side.session)) - before) * 1000
  }
}

function rowsOf(words: number, ours: Side, bare: Side): Row[] {
  const what = `typing in ${words.toLocaleString('en')} words`
  const besideName = 'bare contenteditable'
  const pair = (of: 'cpu' | 'clock', part: number) => ({
    ours: percentile(ours[of], part),
    beside: percentile(bare[of], part),
  })
  const perKey = (side: Side) => side.worked / side.cpu.length
  const judged = words === judgedSize
  const unit = 'ms'
  return [
    row({ what: `${what}, CPU a key, p50`, unit, ...pair('cpu', 0.5), besideName, goal: '' }),
    row(
      {
        what: `${what}, CPU a key, p95`,
        unit,
        ...pair('cpu', 0.95),
        besideName,
        goal: judged ? `≤ floor + ${allowed_ms} ms` : '',
      },
      judged ? (mine, floor) => mine <= floor + allowed_ms : undefined,
    ),
    row({
      what: `${what}, by the clock, p95`,
      unit,
      ...pair('clock', 0.95),
      besideName,
      goal: '',
    }),
    row({
      what: `${what}, CPU a key with layout, paint, log and checks, mean`,
      unit,
      ours: perKey(ours),
      beside: perKey(bare),
      besideName,
      goal: '',
    }),
  ]
}

async function openStory(page: Page, headline: string): Promise<void> {
  await page.getByText(headline).first().click()
  await page.waitForFunction(
    ({ selector, headline }) =>
      [...document.querySelectorAll('[role="textbox"], textarea, input')].some((field) =>
        ('value' in field ? String(field.value) : field.textContent)?.includes(headline),
      ) && (document.querySelector(selector)?.textContent?.length ?? 0) > 1000,
    { selector: editable, headline },
  )
  await bodyOf(page).focus()
}

const headlineOf = (words: number) => `A story of ${words} words`

async function measure(onEnd: OnEnd): Promise<Row[]> {
  const server = await aServer(onEnd)
  await seedStories(
    server.url,
    'nadia',
    sizes.map((words) => aStoryOf(headlineOf(words), words)),
  )
  const desk = await aDesk(onEnd, { server: server.url, person: 'nadia' })
  const bare = await aBrowser(onEnd, { width: 1440, height: 900 })
  const rows: Row[] = []
  for (const words of sizes) {
    await openStory(desk.page, headlineOf(words))
    const looks = await typographyOf(desk.page, editable)
    const folder = scratchFolder(onEnd, 'bare')
    await bare.page.goto(writeBarePage(folder, `bare-${words}`, looks, paragraphs(words)))
    const ourSide = await aSide(desk.app, desk.page, editable)
    const bareSide = await aSide(bare.app, bare.page, bareEditable)
    for (let round = 0; round < rounds; round++) {
      await typeRound(round % 2 === 0 ? ourSide : bareSide)
      await typeRound(round % 2 === 0 ? bareSide : ourSide)
    }
    rows.push(...rowsOf(words, ourSide, bareSide))
  }
  return rows
}

/** Measures and judges; see `npm run bench keystroke`. */
export async function bench(): Promise<Row[]> {
  return await withEnding(measure)
}
