/** What was written in a story can be undone after others have been opened, for the last six. */
import type { Page } from 'playwright'
import * as Y from 'yjs'
import { mostLeft } from '../renderer/story/left-stories.ts'
import { applyPacked, packUpdate } from '../shared/document/encoding.ts'
import { headlineOf } from '../shared/document/story-doc.ts'
import { parseStoryId } from '../shared/model/ids.ts'
import { bodyOf, findAndOpen, openStoryId, safetyIs, startStory } from './support/desk-hands.ts'
import { EngineDesk } from './support/engine-desk.ts'
import { expect, test } from './support/newsroom.ts'
import { scratchFolder } from './support/on-end.ts'
import { samplePassword, samplePeople } from './support/sample-people.ts'

const ferry = 'The ferry waits'
const crane = 'The crane stands still'

/** In the text of the story on the screen: keys are for it. */
async function write(page: Page, words: string): Promise<void> {
  await bodyOf(page).focus()
  await page.keyboard.type(words)
}

async function press(page: Page, chord: string): Promise<void> {
  await bodyOf(page).focus()
  await page.keyboard.press(chord)
}

/** A colleague lengthens the headline, at a desk of their own. */
async function lengthenHeadline(colleague: EngineDesk, id: string): Promise<void> {
  const story = parseStoryId(id)
  const { state, tail } = await colleague.call('story:open', { story })
  const doc = new Y.Doc()
  for (const part of [state, ...tail]) applyPacked(doc, part)
  const before = Y.encodeStateVector(doc)
  headlineOf(doc).insert(headlineOf(doc).length, ' at noon')
  const update = new Uint8Array(packUpdate(Y.encodeStateAsUpdateV2(doc, before)))
  await colleague.call('story:append', { story, update })
}

test('[LFT1] [UN2] what was written in a story is undone on coming back to it, and nothing of others', async ({
  openDesk,
  server,
  onEnd,
}) => {
  const { page } = await openDesk({ person: 'nadia' })
  const headline = page.getByRole('textbox', { name: 'Headline', exact: true })
  await startStory(page, ferry)
  await write(page, 'Fog closed the harbour.')
  await safetyIs(page, 'on-server')
  const left = await openStoryId(page)

  await startStory(page, crane)
  await write(page, 'It was greased on Monday.')
  const colleague = new EngineDesk(scratchFolder(onEnd, 'desk-majid'))
  onEnd(() => colleague.close())
  const email = samplePeople.majid
  await colleague.call('session:sign-in', { server: server.url, email, password: samplePassword })
  await expect(async () => lengthenHeadline(colleague, left)).toPass({ timeout: 20_000 })

  await findAndOpen(page, ferry)
  await expect(headline).toHaveValue(`${ferry} at noon`)
  await expect(bodyOf(page)).toHaveText('Fog closed the harbour.')
  await press(page, 'Control+Z')
  await expect(bodyOf(page)).toHaveText('')
  await expect(headline).toHaveValue(`${ferry} at noon`)
  await press(page, 'Control+Shift+Z')
  await expect(bodyOf(page)).toHaveText('Fog closed the harbour.')

  await findAndOpen(page, crane)
  await press(page, 'Control+Z')
  await expect(bodyOf(page)).toHaveText('')
  await press(page, 'Control+Shift+Z')

  // One too many: the story that was left first is no longer kept.
  for (let n = 1; n <= mostLeft; n += 1) await startStory(page, `Tug number ${n}`)
  await findAndOpen(page, ferry)
  await expect(bodyOf(page)).toHaveText('Fog closed the harbour.')
  await press(page, 'Control+Z')
  await expect(bodyOf(page)).toHaveText('Fog closed the harbour.')
  await findAndOpen(page, `Tug number ${mostLeft}`)
  await press(page, 'Control+Z')
  await expect(headline).not.toHaveValue(`Tug number ${mostLeft}`)
})
