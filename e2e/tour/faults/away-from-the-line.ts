/** No server, a network that wants a sign-in of its own, a sign-in that has ended. */
import { askDatabase } from '../../support/newsroom-database.ts'
import { sitDown } from '../cast.ts'
import {
  aDeskAt,
  aLine,
  closeOutbox,
  type FaultCast,
  inEveryLook,
  onServer,
  openOutbox,
  writeStory,
} from './stage.ts'

/** What the desk says while it is away from its server. */
export async function awayFromTheLine(cast: FaultCast): Promise<void> {
  const line = await aLine(cast)
  const { page } = await aDeskAt(cast, line.url, {})
  await sitDown(page, 'nadia')
  await writeStory(page, 'Away from the line', ['Fog closed the harbour.'])
  await onServer(page)

  const says = (word: string) =>
    page.locator('.status-end .status-network').getByText(word).waitFor({ timeout: 60_000 })
  line.set({ refuse: true })
  line.cutAll()
  await says('Offline')
  await page.keyboard.type(' The ferry waits.')
  await inEveryLook(cast, page, 'offline', () => openOutbox(page))
  await closeOutbox(page)

  line.set({ refuse: false, portal: 'page' })
  await openOutbox(page)
  await page.locator('.outbox').getByText('sign in first').waitFor({ timeout: 60_000 })
  await inEveryLook(cast, page, 'captive-portal')
  await closeOutbox(page)

  line.heal()
  await onServer(page)
  await askDatabase(cast.server.data, 'delete from session')
  line.cutAll()
  await says('Signed out')
  await inEveryLook(cast, page, 'sign-in-ended', () => openOutbox(page))
  await closeOutbox(page)
  await page.locator('.rail-network').click()
  await page.getByRole('dialog').waitFor()
  await inEveryLook(cast, page, 'sign-in-again')
}
