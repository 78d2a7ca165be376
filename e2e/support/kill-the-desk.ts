/**
 * Kills of a desk's processes while somebody types, and what must be true afterwards: every update
 * and every story that was acknowledged is there, once.
 */
import type { ElectronApplication, Page } from 'playwright'
import type { ADesk } from './a-desk.ts'
import { bodyOf } from './desk-hands.ts'
import { acknowledgedCount, acknowledgedUpdates, askEngine, storedState } from './engine-tap.ts'
import { bodyText, missingFrom } from './held.ts'
import { killHard } from './processes.ts'
import { typeOn } from './typing.ts'
import { until } from './until.ts'

/** What the engine had answered for when the blow fell. */
export interface Answered {
  readonly updates: readonly Uint8Array[]
  /** Stories it had said it created: a document and a queued command each. */
  readonly stories: readonly string[]
}

/**
 * Updates that must be acknowledged before the blow falls: more than the first word has letters, so
 * that all of it is there again also where a slow machine sends a letter at a time.
 */
const warmUp = 12

async function answerOf(page: Page, call: string, input: Record<string, unknown>) {
  const answer = await askEngine(page, call, input)
  if (!answer.ok) throw new Error(`${call}: ${answer.error.message}`)
  return answer.output
}

/** Types in mid-story, creates another story, and strikes; `blow` ends when the process is dead. */
export async function strikeWhileTyping(
  { page }: ADesk,
  firstWord: number,
  blow: () => Promise<void>,
): Promise<Answered> {
  await bodyOf(page).waitFor()
  await bodyOf(page).focus()
  await page.keyboard.press('Control+End')
  const before = await acknowledgedCount(page)
  const typing = typeOn(page, firstWord)
  const wanted = { desk: 'city', language: 'en', kind: 'news', translationOf: null }
  const { story } = (await answerOf(page, 'story:create', wanted)) as { story: string }
  await until(
    'the engine to acknowledge',
    async () => (await acknowledgedCount(page)) >= before + warmUp,
    30_000,
  )
  const updates = await acknowledgedUpdates(page)
  await blow()
  await typing.stop().catch(() => {})
  return { updates, stories: [story] }
}

/** SIGKILL to the process of the first window's page. */
export async function killPage(app: ElectronApplication): Promise<void> {
  const pid = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  if (pid === undefined) throw new Error('no page process')
  await killHard(pid)
}

/** The text in the first window's editor, asked through main: Playwright has let go of a page that crashed. */
export const textOnScreen = (app: ElectronApplication): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents
    if (!page || page.isCrashed() || page.isLoading()) return ''
    return String(
      await page.executeJavaScript(
        `document.querySelector('[data-lexical-editor="true"]')?.textContent ?? ''`,
      ),
    )
  })

/** What is wrong after the kills: nothing, one hopes. */
export interface Findings {
  readonly lostUpdates: number
  readonly lostStories: number
  readonly doubledWords: number
}

/** Compares what the desk has now with what its engines had answered for. */
export async function findings(
  { page }: ADesk,
  story: string,
  answered: readonly Answered[],
): Promise<Findings> {
  const state = await storedState(page, story)
  const updates = answered.flatMap((one) => one.updates)
  // Whole words only: a kill in mid-word leaves its beginning, which may equal another.
  const words = bodyText(state).match(/word\d+ /g) ?? []
  let lostStories = 0
  for (const created of answered.flatMap(({ stories }) => stories)) {
    const row = await answerOf(page, 'stories:row', { story: created })
    if (row === null) lostStories += 1
  }
  return {
    lostUpdates: missingFrom(state, updates).length,
    lostStories,
    doubledWords: words.length - new Set(words).size,
  }
}

/** Waits until the server has judged everything; gives the number of commands it refused. */
export async function refusedCommands({ page }: ADesk): Promise<number> {
  await until(
    'all commands to be judged',
    async () => {
      const network = (await answerOf(page, 'network:state', {})) as { waitingCommands: number }
      return network.waitingCommands === 0
    },
    60_000,
  )
  const { rows } = (await answerOf(page, 'outbox:list', {})) as { rows: unknown[] }
  return rows.length
}
