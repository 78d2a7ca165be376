/** Pictures that wait, that are refused, and that are tried again. */
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aPicture } from '../../support/bad-pictures.ts'
import { scratchFolder } from '../../support/on-end.ts'
import { until } from '../../support/until.ts'
import { aDeskAt, aLine, type FaultCast, inEveryLook, onServer, writeStory } from './stage.ts'

/** Writes other bytes over every original on the shelf. */
function spoilOriginals(folder: string): void {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const originals = names.filter((name) => /original/.test(name)).map((name) => join(folder, name))
  const files = originals.filter((name) => statSync(name).isFile())
  if (files.length === 0) throw new Error(`no originals below ${folder}: ${names.join(' ')}`)
  for (const file of files) writeFileSync(file, Buffer.alloc(statSync(file).size))
}

/** The media tab and the checks while a picture waits, and after it was refused. */
export async function pictureScreens(cast: FaultCast): Promise<void> {
  const line = await aLine(cast)
  const { page, userData } = await aDeskAt(cast, line.url, { person: 'nadia' })
  await writeStory(page, 'Pictures on a bad line', ['Fog closed the harbour.'])
  await onServer(page)
  line.set({ refuse: true })
  line.cutAll()
  const folder = scratchFolder(cast.onEnd, 'pictures')
  const files = await Promise.all(
    [900, 1200].map(async (width) => {
      const file = join(folder, `quay-${width}.jpg`)
      writeFileSync(file, await aPicture(width, 600))
      return file
    }),
  )
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Control+Shift+P')
  await (await chooser).setFiles(files)
  await until('two pictures', async () => (await page.locator('.lead-thumb').count()) === 2, 30_000)
  await page.getByRole('tab').nth(1).click()
  await inEveryLook(cast, page, 'pictures-waiting')
  await page.keyboard.press('Control+/')
  await inEveryLook(cast, page, 'pictures-waiting-checks')
  // A file that is damaged on this device goes nowhere, and says so.
  spoilOriginals(join(userData, 'engine'))
  line.heal()
  await until('the damage to be noticed', async () => {
    await page.getByRole('tab').nth(1).click()
    return (await page.locator('.media-refused').count()) === 2
  })
  await inEveryLook(cast, page, 'pictures-refused')
  await page.keyboard.press('Control+/')
  await inEveryLook(cast, page, 'pictures-refused-checks')
}
