/** A story goes to readers with its pictures or not at all: two whole desks and a whole server. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { aDesk, until } from '../../electron/engine/testing/a-desk.ts'
import { aServer } from '../../server/testing/a-server.ts'
import { cutLine } from '../../server/testing/cut-line.ts'
import { packUpdate } from '../../shared/document/encoding.ts'
import { addMedia, carouselOf, metaOf } from '../../shared/document/story-doc.ts'
import { newMediaKey, type StoryId } from '../../shared/model/ids.ts'
import { seededPictures } from '../support/seeded-pictures.ts'

vi.setConfig({ testTimeout: 90_000 })

describe('a publication whose picture is still on its way', () => {
  it('[DLO3] [LC6] waits at the chief’s desk and goes out when the picture has arrived', async () => {
    const server = await aServer()
    onTestFinished(() => server.stop())
    const line = await cutLine(server.url)
    onTestFinished(() => line.close())
    const [writer, chief] = [aDesk(), aDesk()]
    await writer.signIn(line.url, 'reporter')
    await chief.signIn(server.url, 'chief')
    const story = await writer.create()
    await writer.window.type(story, 'Cranes stand still')
    const { name, bytes, asset } = (await seededPictures(400_000, 3))(0)
    // Its text travels, its picture does not: nothing of it has left when the line goes.
    await edit(writer, story, (doc) => {
      const key = newMediaKey()
      const texts = { caption: 'Cranes', credit: 'L. Farah', alt: 'Cranes at the quay' }
      addMedia(doc, key, { asset, ...texts })
      carouselOf(doc).insert(0, [key])
      metaOf(doc).set('section', 'economy')
    })
    await writer.level()
    const { version } = await writer.window.call('story:version', { story })
    await writer.window.call('command:send', { command: { do: 'submit', story, version } })
    await writer.level()
    line.refuse(true)
    await writer.becomes('offline')
    await writer.window.call('asset:ingest', { fileName: name, bytes: new Uint8Array(bytes) })

    await until(async () => (await chief.row(story))?.fact.work.at === 'submitted', 'the chief')
    await chief.window.open(story)
    await chief.window.call('command:send', { command: { do: 'approve', story, version } })
    await chief.level()
    await chief.window.call('command:send', { command: { do: 'publish', story, version } })
    expect(await chief.window.call('asset:away', { story })).toEqual({
      waiting: 0,
      refused: 0,
      elsewhere: 1,
    })
    // A command given later about another story goes past it.
    const other = await chief.create()
    await until(async () => (await chief.row(other))?.pending === 0, 'the other story')
    expect((await chief.row(story))?.pending).toBe(1)
    expect(await isLive(server, story)).toBe(false)

    line.refuse(false)
    writer.engine.wake()
    await until(() => isLive(server, story), 'the story to be live')
    await chief.level()
  })
})

async function isLive(server: Awaited<ReturnType<typeof aServer>>, story: StoryId) {
  const { db } = server.services.database
  const rows = await db.selectFrom('published').select('live').where('story', '=', story).execute()
  return rows[0]?.live ?? false
}

type Doc = Awaited<ReturnType<ReturnType<typeof aDesk>['window']['open']>>

async function edit(desk: ReturnType<typeof aDesk>, story: StoryId, change: (doc: Doc) => void) {
  const doc = desk.window.docs.get(story)
  if (!doc) throw new Error('the story is not open')
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => updates.push(packUpdate(update))
  doc.on('updateV2', keep)
  doc.transact(() => change(doc))
  doc.off('updateV2', keep)
  for (const update of updates) {
    await desk.window.call('story:append', { story, update: new Uint8Array(update) })
  }
}
