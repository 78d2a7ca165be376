import { describe, expect, it, vi } from 'vitest'
import type { StoryId } from '../../shared/model/ids.ts'
import { aDesk, type TestDesk, until } from './testing/a-desk.ts'
import { aSignedInDesk } from './testing/a-signed-in-desk.ts'
import { aStoryFact, city, Writer } from './testing/a-story.ts'
import { behindTheBack, storeFileIn } from './testing/faulty-disk.ts'
import { aServer } from './testing/newsroom-http.ts'

// Whole engines on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** Why the story does not open. */
const whyNot = (desk: TestDesk, story: StoryId): Promise<string> =>
  desk.window.open(story).then(
    () => 'it opens',
    ({ code }: { code: string }) => code,
  )

/** A screen that could not open a story tries again when it hears of it. */
async function becomes(desk: TestDesk, story: StoryId, code: string): Promise<void> {
  let heard = -1
  await until(async () => {
    const said = desk.window.heard('stories:changed').length
    if (said === heard) return false
    heard = said
    return (await whyNot(desk, story)) === code
  }, code)
}

describe('a story of which nothing is here', () => {
  it('[DNT1] is said to be lost when it was written here and its rows are gone, and hangs nothing', async () => {
    const { server, desk } = await aSignedInDesk()
    await desk.offline()
    const story = await desk.create()
    await desk.window.type(story, 'Never sent')
    await desk.close()
    const file = storeFileIn(desk.folder)
    behindTheBack(file, 'delete from log; delete from snapshot; update story set projected_seq = 0')

    const again = aDesk(desk.folder, desk.secret)
    expect(await whyNot(again, story)).toBe('story-lost')
    await until(
      async () => (await again.window.call('care:list', {})).notes.length > 0,
      'the note about the missing words',
    )
    // The newsroom makes the story, which has no text there either.
    await again.offline(false)
    await again.level()
    expect(server.newsroom.story(story)).not.toBeNull()
    await becomes(again, story, 'story-lost')
  })

  it('[DNT1] is said not to be sent yet when the server has none, and comes when it has', async () => {
    const server = await aServer()
    const majid = server.newsroom.person('majid', 'reporter')
    server.newsroom.person('salma', 'reporter')
    const desk = aDesk()
    await desk.signIn(server.url, 'salma')
    await desk.becomes('online')
    const fact = aStoryFact({ writer: majid.id, desk: city })
    server.newsroom.announce(fact)
    await until(async () => (await desk.row(fact.id)) !== null, 'the story')
    expect(await whyNot(desk, fact.id)).toBe('story-not-here')
    await becomes(desk, fact.id, 'story-not-sent')
    const writer = Writer.ofNewStory()
    writer.type('Sent at last')
    const by = { device: 'elsewhere', ref: 1, by: majid }
    server.newsroom.append(fact.id, writer.state(), by)
    await becomes(desk, fact.id, 'it opens')
    expect(desk.window.headline(fact.id)).toBe('Sent at last')
  })
})
