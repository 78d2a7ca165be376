/** Text that its story did not take: as its author sees it, and as the desk's chief does. */
import { openDatabase } from '../../../server/db/open-database.ts'
import { setMemberships } from '../../../server/sessions/people.ts'
import { parseNewsroomId, parseUserId } from '../../../shared/model/ids.ts'
import { caretToEndOf, findAndOpen, safetyIs, tabTo } from '../../support/desk-hands.ts'
import { askDatabase, databaseUrlIn } from '../../support/newsroom-database.ts'
import { samplePeople } from '../../support/sample-people.ts'
import { until } from '../../support/until.ts'
import {
  aDeskAt,
  type FaultCast,
  goes,
  inEveryLook,
  onServer,
  openOutbox,
  shows,
  writeStory,
} from './stage.ts'

const fog = 'Fog closed the harbour of Port Selim shortly after nine.'

/** Takes every desk from a person, as an administrator does. */
async function leavesEveryDesk(data: string, email: string): Promise<void> {
  const [row] = await askDatabase<{ id: string; newsroom: string }>(
    data,
    'select id::text, newsroom::text from person where email = $1',
    [email],
  )
  if (!row) throw new Error(`nobody has ${email}`)
  const database = openDatabase(databaseUrlIn(data), () => {})
  try {
    await setMemberships(database.db, parseNewsroomId(row.newsroom), parseUserId(row.id), [])
  } finally {
    await database.close()
  }
}

/** Words written after their author had left the desk. */
export async function setAsideScreens(cast: FaultCast): Promise<void> {
  const { url, data } = cast.server
  const majid = (await aDeskAt(cast, url, { person: 'majid' })).page
  const salma = (await aDeskAt(cast, url, { person: 'salma' })).page
  const headline = 'The harbour closes early'
  await writeStory(majid, headline, [fog])
  await onServer(majid)
  await findAndOpen(salma, headline)
  await shows(salma, fog)
  await goes(salma, 'Offline')
  await caretToEndOf(salma, fog)
  await salma.keyboard.type(' The last ferry left at ten, the harbour master said on Sunday.')
  await safetyIs(salma, 'waiting')
  await leavesEveryDesk(data, samplePeople.salma)
  await goes(salma, 'Online')
  await until('text set aside', async () =>
    /set aside/.test((await salma.locator('.status-end .status-network').textContent()) ?? ''),
  )
  await inEveryLook(cast, salma, 'set-aside-outbox', () => openOutbox(salma))
  await salma.getByRole('button', { name: 'Look at it' }).click()
  await salma.locator('.quarantine-row').first().waitFor()
  await inEveryLook(cast, salma, 'set-aside-author')
  // The chief reads it by keyboard.
  await findAndOpen(majid, 'Text set aside')
  await majid.locator('.quarantine-row').first().waitFor()
  await inEveryLook(cast, majid, 'set-aside-chief')
  await tabTo(majid, majid.getByRole('button', { name: 'Put away' }))
  await majid.keyboard.press('Enter')
  await majid.locator('.quarantine-sure').waitFor()
  await inEveryLook(cast, majid, 'set-aside-sure')
}
