import { describe, expect, it, vi } from 'vitest'
import { until } from '../../electron/engine/testing/a-desk.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { aBadLine, type BadLine, headlineOnServer } from './a-bad-line.ts'

vi.setConfig({ testTimeout: 90_000 })

const dbOf = (line: BadLine) => line.server.services.database.db

/** A disk, a hand or a fault takes a row out of the server's log. */
async function loseRow(line: BadLine, story: StoryId, seq: number): Promise<void> {
  const { numDeletedRows } = await dbOf(line)
    .deleteFrom('story_update')
    .where('story', '=', story)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()
  expect(Number(numDeletedRows)).toBe(1)
  // A server that starts looks through everything at once, not only in its rounds.
  await line.server.sibling()
  await until(
    () => dbOf(line).selectFrom('story_gap').select('since').executeTakeFirst(),
    'the gap to be noted',
  )
}

const headOf = async (line: BadLine, story: StoryId): Promise<number> =>
  (
    await dbOf(line)
      .selectFrom('story_head')
      .select('seq')
      .where('story', '=', story)
      .executeTakeFirstOrThrow()
  ).seq

/** A story of three goes, the second of which the server has lost. */
async function aLostRow() {
  const line = await aBadLine()
  const salma = await line.desk('reporter')
  const client = await line.server.client('chief')
  const story = await salma.create()
  await salma.window.type(story, 'Ferry')
  await salma.level()
  await salma.window.type(story, ' fares')
  await salma.level()
  const lost = await headOf(line, story)
  await salma.window.type(story, ' rise')
  await salma.level()
  return { line, salma, client, story, lost }
}

describe('text that the server has lost', () => {
  it('[VPG1] [VPG4] comes again from the desk that holds it, also from one that was away', async () => {
    const { line, salma, client, story, lost } = await aLostRow()
    const majid = await line.desk('chief')
    await salma.offline()
    await loseRow(line, story, lost)
    expect(await headlineOnServer(client, story)).toBe('Ferry')
    await salma.offline(false)
    await until(
      async () => (await headlineOnServer(client, story)) === 'Ferry fares rise',
      'the whole text on the server',
    )
    await salma.level()
    await until(
      async () => !(await dbOf(line).selectFrom('story_gap').select('since').executeTakeFirst()),
      'the gap to close',
    )
    await majid.window.open(story)
    await until(() => majid.window.headline(story) === 'Ferry fares rise', 'it at the other desk')
  })

  it('[VPG3] [VPG4] is not sent round and round by desks that lack it as well', async () => {
    const { line, salma, client, story, lost } = await aLostRow()
    await salma.close()
    await loseRow(line, story, lost)
    const majid = await line.desk('chief')
    await until(async () => (await majid.row(story))?.headline === 'Ferry', 'what is left of it')
    await majid.window.open(story)
    const asked = await until(async () => {
      const { changes } = await client.changes()
      return changes.find(({ fact }) => fact.type === 'text-gap')
    }, 'the desks to be asked')
    // What he writes himself goes, and brings nothing else along.
    await majid.window.typeStandfirst(story, 'From Monday')
    await majid.level()
    const head = await headOf(line, story)
    await majid.window.type(story, '!')
    await majid.level()
    expect(await headOf(line, story)).toBe(head + 1)
    const { changes } = await client.changes()
    expect(changes.find(({ fact }) => fact.type === 'text-gap')).toEqual(asked)
    expect(await headlineOnServer(client, story)).toBe('Ferry!')
  })
})
