import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { until } from '../../electron/engine/testing/a-desk.ts'
import { aJpeg } from '../../electron/engine/testing/a-picture.ts'
import { aBadLine, headlineOnServer, writtenOffLine } from './a-bad-line.ts'

vi.setConfig({ testTimeout: 90_000 })

const network = (desk: Awaited<ReturnType<Awaited<ReturnType<typeof aBadLine>>['desk']>>) =>
  desk.window.call('network:state', {})

describe('much to bring over at once', () => {
  it('[DPS3] takes few requests for many stories, and says what is left in counts and bytes', async () => {
    const line = await aBadLine()
    const salma = await line.desk('reporter')
    const stories = await writtenOffLine(
      salma,
      Array.from({ length: 40 }, (_, i) => `S${i}`),
    )
    const updates = stories.reduce((sum, _, i) => sum + `S${i}`.length, 0)
    const { left } = await network(salma)
    expect(left.up).toMatchObject({ stories: 40, updates, commands: 0, pictures: 0 })
    expect(left.up.bytes).toBeGreaterThan(updates * 10)
    const asked = line.proxy.requests.length
    await salma.offline(false)
    await salma.level()
    const paths = line.proxy.requests.slice(asked).map(({ path }) => path)
    expect(paths.filter((path) => path === '/v1/documents/push').length).toBeLessThanOrEqual(3)
    expect(paths.filter((path) => path === '/v1/documents/pull').length).toBeLessThanOrEqual(1)
    // One row a story: fifty keystrokes travel as one update.
    const { rows } = await sql<{ updates: number }>`
      select count(*)::int as updates from story_update`.execute(line.server.services.database.db)
    expect(rows[0]?.updates).toBe(80)
    expect((await network(salma)).left.up).toMatchObject({ stories: 0, updates: 0, bytes: 0 })
    const reader = await line.desk('chief')
    await until(async () => (await network(reader)).left.down.stories === 0, 'the pull')
    const client = await line.server.client('chief')
    expect(await headlineOnServer(client, stories[39] as never)).toBe('S39')
  })
})

describe('pictures on a narrow line', () => {
  it('[DLN15] let the text go first', async () => {
    const line = await aBadLine()
    const salma = await line.desk('reporter')
    const story = await salma.create()
    await salma.level()
    await salma.offline()
    const bytes = new Uint8Array(await aJpeg(1800, 1400))
    await salma.window.call('asset:ingest', { fileName: 'port.jpg', bytes })
    for (const letter of 'Ferry fares') await salma.window.type(story, letter)
    expect((await network(salma)).left.up).toMatchObject({ updates: 11, pictures: 1 })
    const asked = line.proxy.requests.length
    line.proxy.set({ delay: 100 })
    await salma.offline(false)
    await until(async () => (await network(salma)).waitingPictures === 0, 'the picture')
    expect((await network(salma)).waitingUpdates).toBe(0)
    const client = await line.server.client('chief')
    expect(await headlineOnServer(client, story)).toBe('Ferry fares')
    const parts = line.proxy.requests.slice(asked).filter(({ path }) => path.includes('/uploads/'))
    expect(parts.length).toBeGreaterThan(0)
  })

  it('[DLN15] [DFP4] come after the text that waits at the server', async () => {
    const line = await aBadLine()
    const salma = await line.desk('reporter')
    await salma.offline()
    const colleague = await line.desk('secondReporter')
    const bytes = new Uint8Array(await aJpeg(1800, 1400))
    const { asset } = await colleague.window.call('asset:ingest', { fileName: 'port.jpg', bytes })
    for (let n = 0; n < 8; n++) await colleague.window.type(await colleague.create(), `Story ${n}`)
    await until(
      async () => (await network(colleague)).waitingPictures === 0,
      'the picture to leave',
    )
    await colleague.level()
    await colleague.close()
    const asked = line.proxy.requests.length
    line.proxy.set({ delay: 100 })
    await salma.offline(false)
    await until(async () => (await network(salma)).left.down.stories > 0, 'the news')
    // A screen shows the picture in this very moment.
    expect(await salma.engine.picture(asset, 'original')).not.toBeNull()
    const paths = line.proxy.requests.slice(asked).map(({ path }) => path)
    const lastText = paths.lastIndexOf('/v1/documents/pull')
    expect(lastText).toBeGreaterThanOrEqual(0)
    expect(paths.findIndex((path) => path.startsWith('/v1/assets/'))).toBeGreaterThan(lastText)
    expect((await network(salma)).left.down.stories).toBe(0)
  })

  it('[DLN16] wait where data is saved, until they are sent for or saving ends', async () => {
    const line = await aBadLine()
    const salma = await line.desk('reporter')
    const story = await salma.create()
    await salma.level()
    expect((await salma.window.call('network:save-data', { save: true })).saving).toBe('yes')
    const ingest = async (width: number) => {
      const bytes = new Uint8Array(await aJpeg(width, 300))
      await salma.window.call('asset:ingest', { fileName: `${width}.jpg`, bytes })
    }
    await ingest(400)
    await salma.window.type(story, 'Text goes')
    await salma.level()
    const uploads = () =>
      line.proxy.requests.filter(({ path }) => path.includes('/uploads/')).length
    expect(uploads()).toBe(0)
    expect(await network(salma)).toMatchObject({ waitingPictures: 1, saving: 'yes' })
    await salma.window.call('network:send-pictures', {})
    await until(async () => (await network(salma)).waitingPictures === 0, 'the picture sent for')
    await until(async () => (await network(salma)).saving === 'yes', 'data to be saved again')
    await ingest(500)
    await salma.window.type(story, '!')
    await salma.level()
    expect((await network(salma)).waitingPictures).toBe(1)
    await salma.window.call('network:save-data', { save: false })
    await until(async () => (await network(salma)).waitingPictures === 0, 'the second picture')
    // Kept over a restart: who saves data does so until they say otherwise.
    await salma.window.call('network:save-data', { save: true })
    expect((await network(salma)).saving).toBe('yes')
  })
})
