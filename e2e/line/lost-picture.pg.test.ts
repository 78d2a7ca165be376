import { it, vi } from 'vitest'
import { aDesk, until } from '../../electron/engine/testing/a-desk.ts'
import { originalKey } from '../../server/media/asset-keys.ts'
import { aJpeg } from '../../server/testing/pictures.ts'
import { aBadLine } from './a-bad-line.ts'

vi.setConfig({ testTimeout: 90_000 })

it('[DLP1] a picture that the server’s store has lost comes back from the desk that took it in', async () => {
  const { server, desk: deskOf } = await aBadLine()
  const desk = await deskOf('reporter')
  const bytes = new Uint8Array(await aJpeg(300, 200))
  const { asset } = await desk.window.call('asset:ingest', { fileName: 'harbour.jpg', bytes })
  const { store } = server.services
  const key = originalKey(server.newsroom.id, asset)
  await until(async () => (await store.head(key)) === bytes.length, 'the picture')
  await until(
    async () => (await desk.window.call('network:state', {})).left.up.pictures === 0,
    'the word of it',
  )
  await desk.close()
  await store.remove(key)

  aDesk(desk.folder, desk.secret)
  await until(async () => (await store.head(key)) === bytes.length, 'the picture again')
})
