import { createHash } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { parseAssetId } from '../../shared/model/ids.ts'
import { aDesk, until } from './testing/a-desk.ts'
import { behindTheBack, storeFileIn } from './testing/faulty-disk.ts'
import { aServer } from './testing/newsroom-http.ts'

// A line that does not go on is given up after a minute: closing waits for no such thing.
vi.setConfig({ testTimeout: 40_000 })

it('a desk closes at once while a picture that is fetched ahead is on its way', async () => {
  const server = await aServer()
  const salma = server.newsroom.person('salma', 'reporter')
  const desk = aDesk()
  await desk.signIn(server.url, 'salma')
  const story = await desk.create()
  await desk.window.type(story, 'Quay')
  await desk.level()
  await until(async () => (await desk.row(story))?.headline === 'Quay', 'its row')
  const id = parseAssetId(createHash('sha256').update('quay').digest('hex'))
  const row = `update story set lead_asset = '${id}' where id = '${story}'`
  behindTheBack(storeFileIn(desk.folder), row)
  const picture = { mediaType: 'image/webp', bytes: 1_000_000, width: 100, height: 100 }
  server.newsroom.announce({ type: 'asset', id, ...picture, by: salma.id, when: 1 })
  await until(() => server.stuckPictures > 0, 'the picture to be fetched ahead')
  await desk.close()
  expect(server.stuckPictures).toBe(1)
})
