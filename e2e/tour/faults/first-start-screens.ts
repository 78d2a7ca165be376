/** The first start without a server, and a desk that comes back to a thousand new stories. */
import { createHash } from 'node:crypto'
import * as Y from 'yjs'
import { applyPacked, packUpdate } from '../../../shared/document/encoding.ts'
import { headlineOf, standfirstOf } from '../../../shared/document/story-doc.ts'
import { parseDeskId } from '../../../shared/model/ids.ts'
import { findAndOpen } from '../../support/desk-hands.ts'
import { EngineDesk } from '../../support/engine-desk.ts'
import { scratchFolder } from '../../support/on-end.ts'
import { samplePassword, samplePeople } from '../../support/sample-people.ts'
import { until } from '../../support/until.ts'
import {
  aDeskAt,
  aLine,
  closeOutbox,
  type FaultCast,
  goes,
  inEveryLanguage,
  inEveryLook,
  openOutbox,
} from './stage.ts'

const many = 1000

/** Numbers of containers: text that hardly packs, so that a slow line has something to carry. */
function manifestOf(n: number): string {
  const digest = (part: number) => createHash('sha512').update(`${n} ${part}`).digest('base64')
  const numbers = [1, 2, 3, 4, 5, 6].map(digest).join('').match(/.{8}/gu)
  return `Containers landed: ${numbers?.join(', ')}`
}

/** A thousand stories of a colleague, as their own desk makes and sends them. */
async function aThousandStories({ server, onEnd }: FaultCast): Promise<void> {
  const engine = new EngineDesk(scratchFolder(onEnd, 'desk-salma'))
  onEnd(() => engine.close())
  const email = samplePeople.salma
  await engine.call('session:sign-in', { server: server.url, email, password: samplePassword })
  const wanted = { desk: parseDeskId('city'), language: 'en', kind: 'news' } as const
  await until('the newsroom', async () => (await engine.call('network:state', {})).left.down.told)
  for (let n = 1; n <= many; n += 1) {
    const { story } = await engine.call('story:create', { ...wanted, translationOf: null })
    const doc = new Y.Doc()
    const { state, tail } = await engine.call('story:open', { story })
    for (const part of [state, ...tail]) applyPacked(doc, part)
    const before = Y.encodeStateVector(doc)
    headlineOf(doc).insert(0, `Night report ${n} from the harbour`)
    standfirstOf(doc).insert(0, manifestOf(n))
    const update = packUpdate(Y.encodeStateAsUpdateV2(doc, before))
    await engine.call('story:append', { story, update: new Uint8Array(update) })
    await engine.call('story:close', { story })
  }
  await until(
    'a thousand stories on the server',
    async () => {
      const left = await engine.call('network:state', {})
      return left.waitingUpdates === 0 && left.waitingCommands === 0
    },
    180_000,
  )
}

/** Nothing to sign in to yet; then, much that has to come. */
export async function firstStartScreens(cast: FaultCast): Promise<void> {
  const line = await aLine(cast)
  line.set({ refuse: true })
  const first = (await aDeskAt(cast, line.url, {})).page
  await first.locator('.person-card').first().waitFor()
  await inEveryLook(cast, first, 'first-start-offline', async () => {
    await first.keyboard.press('Digit1')
    await first.locator('[role="alert"]').first().waitFor()
  })
  line.heal()
  await first.keyboard.press('Digit1')
  await first.locator('.story-option').first().waitFor({ timeout: 60_000 })
  await goes(first, 'Offline')
  await aThousandStories(cast)
  // A thousand small texts travel together: only a slow line shows them come.
  line.set({ throttle: 20_000, delay: 150 })
  await findAndOpen(first, 'Work offline, or online again')
  await until(
    'much to come',
    async () =>
      /\d{2}/.test((await first.locator('.status-end .status-network').textContent()) ?? ''),
    60_000,
  )
  await until(
    'a pace that is steady',
    async () =>
      (await first.locator('.status-end .status-network').textContent())?.includes('left'),
    90_000,
  )
  await inEveryLanguage(cast, first, 'a-thousand-to-come')
  await inEveryLook(cast, first, 'a-thousand-outbox', () => openOutbox(first))
  await closeOutbox(first)
  line.heal()
  await until(
    'all of it to be here',
    async () =>
      !/\d{2}/.test((await first.locator('.status-end .status-network').textContent()) ?? ''),
    120_000,
  )
  await inEveryLanguage(cast, first, 'a-thousand-arrived')
}
