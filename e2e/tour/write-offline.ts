/** A reporter without a network writes a whole story; the engine dies in mid-sentence. */
import { join } from 'node:path'
import type { Page } from 'playwright'
import sharp from 'sharp'
import { root } from '../../scripts/project.ts'
import {
  bodyOf,
  fieldNamed,
  findAndOpen,
  networkIs,
  openStoryId,
  paneTo,
  safetyIs,
  startStory,
  tabTo,
} from '../support/desk-hands.ts'
import { acknowledgedUpdates, storedState, tapEngine } from '../support/engine-tap.ts'
import { bodyText, missingFrom } from '../support/held.ts'
import { scratchFolder } from '../support/on-end.ts'
import { until } from '../support/until.ts'
import { type Cast, sitDown } from './cast.ts'
import { theStory } from './the-story.ts'

/** Scenes of the sample, saved anew: other bytes, so that they are uploaded as pictures of their own. */
async function pictureFiles(folder: string): Promise<string[]> {
  return await Promise.all(
    theStory.pictures.map(async ({ scene }) => {
      const file = join(folder, `${scene}.jpg`)
      await sharp(join(root, 'resources', 'sample', 'pictures', `${scene}.jpg`))
        .jpeg({ quality: 86 })
        .toFile(file)
      return file
    }),
  )
}

async function writeText(page: Page): Promise<void> {
  await startStory(page, theStory.headline)
  await page.keyboard.press('Enter')
  await page.keyboard.type(theStory.standfirst)
  await page.keyboard.press('Enter')
  const [first, second, third] = theStory.paragraphs
  await until('the caret in the body', () =>
    bodyOf(page).evaluate((body) => body.contains(document.activeElement)),
  )
  await page.keyboard.type(first)
  await page.keyboard.press('Enter')
  await page.keyboard.type(second)
  await page.keyboard.press('Enter')
  await page.keyboard.type(third)
  await page.keyboard.press('Enter')
}

async function relateStory(page: Page): Promise<void> {
  await page.keyboard.type('/rel')
  await page.getByRole('option', { name: 'Related stories' }).waitFor()
  await page.keyboard.press('Enter')
  const finder = page.getByRole('combobox', { name: 'Search stories to relate' })
  await tabTo(page, finder)
  await page.keyboard.type(theStory.relatedSearch)
  await page.locator('.finder-item').first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.related-line').first().waitFor()
  await page.keyboard.press('Escape')
}

async function addPictures(page: Page, files: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+Shift+P')
  await (await chooser).setFiles([...files])
  const thumbs = page.locator('.lead-thumb')
  await until('two lead pictures', async () => (await thumbs.count()) === 2, 30_000)
  for (const [at, { caption, credit, alt }] of theStory.pictures.entries()) {
    await tabTo(page, page.locator('.lead-thumb[tabindex="0"]'))
    await page.keyboard.press(at === 0 ? 'ArrowLeft' : 'ArrowRight')
    await page.locator(`.lead-thumb:nth-child(${at + 1})[aria-current="true"]`).waitFor()
    for (const [name, text] of [
      ['Caption', caption],
      ['Credit', credit],
      ['Alt text', alt],
    ] as const) {
      await tabTo(page, fieldNamed(page, name))
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    }
  }
}

async function fillInspector(page: Page): Promise<void> {
  await paneTo(page, 'inspector')
  const texts: [string, string][] = [
    ['Slug', theStory.slug],
    ['Source', theStory.source],
    ['Dateline', theStory.dateline],
  ]
  const choices: [string, string][] = [
    ['Section', theStory.section],
    ['Regions', theStory.region],
    ['Topics', theStory.topic],
  ]
  for (const [name, choice] of choices) {
    await tabTo(page, page.getByRole('combobox', { name, exact: true }))
    await page.keyboard.type(choice)
    await page.getByRole('option', { name: choice }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  for (const [name, text] of texts) {
    await tabTo(page, fieldNamed(page, name))
    await page.keyboard.press('Control+A')
    await page.keyboard.type(text)
  }
}

/** Kills the engine while the sentence is being typed; what it had acknowledged must be there. */
async function dieInMidSentence({ reporter }: Cast, story: string): Promise<void> {
  const { page } = reporter
  await bodyOf(page).focus()
  await page.keyboard.press('Control+End')
  const typing = page.keyboard.type(theStory.midSentence)
  const dead = await reporter.killEngine()
  await typing
  await reporter.nextEngine(dead)
  await page.keyboard.type(theStory.restOfSentence)
  await safetyIs(page, 'on-device', 'waiting')
  const whole = theStory.midSentence + theStory.restOfSentence
  await until('the whole sentence in the log', async () =>
    bodyText(await storedState(page, story)).includes(whole),
  )
  const lost = missingFrom(await storedState(page, story), await acknowledgedUpdates(page))
  if (lost.length > 0) throw new Error(`${lost.length} acknowledged updates are lost`)
  // The choice to work offline is the person's, not the engine's: it outlives the engine.
  await networkIs(page, 'Offline')
}

/** Answers the id of the story. */
export async function writeOffline(cast: Cast): Promise<string> {
  const { reporter, recorder } = cast
  const { page } = reporter
  await recorder.step('a reporter sits down at the first page, by one key', async () => {
    await page.locator('.person-card').first().waitFor()
    await recorder.shot(page, 'first-page')
    await sitDown(page, 'nadia')
    await page.locator('[data-pane="list"] [role="option"]').first().waitFor({ timeout: 60_000 })
    await safetyIs(page, 'on-server')
    await tapEngine(page)
  })
  await recorder.step('goes offline', async () => {
    await findAndOpen(page, 'Work offline, or online again')
    await networkIs(page, 'Offline')
  })
  await recorder.step('writes headline, standfirst and text by keyboard', () => writeText(page))
  const story = await openStoryId(page)
  await recorder.step('puts a related story into the text', () => relateStory(page))
  await recorder.step('adds two pictures with captions, credits and alt texts', () =>
    pictureFiles(scratchFolder(cast.onEnd, 'pictures')).then((files) => addPictures(page, files)),
  )
  await recorder.step('chooses section, region and topic', () => fillInspector(page))
  await recorder.step('the engine is killed in mid-sentence; nothing is lost', () =>
    dieInMidSentence(cast, story),
  )
  await page.keyboard.press('Control+Home')
  await recorder.shot(page, 'story-offline')
  return story
}
