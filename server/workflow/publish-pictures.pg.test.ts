import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMedia, carouselOf } from '../../shared/document/story-doc.ts'
import { newMediaKey } from '../../shared/model/ids.ts'
import { aServer, type TestServer } from '../testing/a-server.ts'
import { aStory } from '../testing/a-story.ts'
import { aJpeg, assetOf } from '../testing/pictures.ts'
import { upload } from '../testing/uploading.ts'

let server: TestServer
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

/** A story with one picture that no server has seen, ready to be published. */
async function anApprovedStory(width: number) {
  const reporter = await server.client('reporter')
  const chief = await server.client('chief')
  const bytes = await aJpeg(width, 200)
  const story = await aStory(reporter)
  await story.push(reporter, (doc) => {
    const key = newMediaKey()
    const texts = { caption: 'A ship', credit: 'L. Farah', alt: 'A ship at the quay' }
    addMedia(doc, key, { asset: assetOf(bytes), ...texts })
    carouselOf(doc).insert(0, [key])
  })
  const version = story.version()
  await reporter.send({ do: 'submit', story: story.id, version })
  await chief.send({ do: 'approve', story: story.id, version })
  return { reporter, chief, bytes, version, id: story.id }
}

describe('a story whose picture is still on its way', () => {
  it('[LC6] is refused publication until the picture is on the server', async () => {
    const { reporter, chief, bytes, version, id } = await anApprovedStory(410)
    const publish = () => chief.send({ do: 'publish', story: id, version })
    expect(await publish()).toMatchObject({ kind: 'refused', because: 'pictures-on-their-way' })
    await upload(reporter, bytes)
    expect(await publish()).toMatchObject({ kind: 'accepted' })
  })

  it('[LC6] is not scheduled either: at that hour nobody may be there to look', async () => {
    const { reporter, chief, bytes, version, id } = await anApprovedStory(420)
    const schedule = () =>
      chief.send({ do: 'schedule', story: id, version, publishAt: Date.now() + 3_600_000 })
    expect(await schedule()).toMatchObject({ kind: 'refused', because: 'pictures-on-their-way' })
    await upload(reporter, bytes)
    expect(await schedule()).toMatchObject({ kind: 'accepted' })
  })
})
