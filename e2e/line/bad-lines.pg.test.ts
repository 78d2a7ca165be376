import { describe, expect, it, vi } from 'vitest'
import { until } from '../../electron/engine/testing/a-desk.ts'
import { aBadLine, headlineOnServer } from './a-bad-line.ts'

vi.setConfig({ testTimeout: 90_000 })

const network = (desk: Awaited<ReturnType<Awaited<ReturnType<typeof aBadLine>>['desk']>>) =>
  desk.window.call('network:state', {})

describe('a desk on a bad line', () => {
  it('[DLN5] notices by itself that a line is half-open, and goes on when it flows again', async () => {
    const { server, proxy, desk } = await aBadLine()
    const salma = await desk('reporter')
    const story = await salma.create()
    await salma.level()
    proxy.set({ silent: true })
    await salma.window.type(story, 'Not lost')
    // Longer than the usual patience of a test: ten seconds of silence, five for the answer.
    const isOffline = async () => (await network(salma)).state === 'offline'
    await until(isOffline, 'the first half').catch(() => until(isOffline, 'the dead line'))
    expect((await salma.row(story))?.safety.word).toBe('waiting')
    expect((await network(salma)).problem).toContain('does not answer')
    proxy.cutAll()
    proxy.heal()
    salma.engine.wake()
    await salma.level()
    const client = await server.client('chief')
    expect(await headlineOnServer(client, story)).toBe('Not lost')
  })

  it('[DLN5] [DLN13] finds out soon after waking up, with a push under way', async () => {
    const { server, proxy, desk } = await aBadLine()
    const salma = await desk('reporter')
    const stories = [await salma.create(), await salma.create(), await salma.create()]
    stories.push(await salma.create(), await salma.create())
    await salma.level()
    await salma.offline()
    for (const story of stories) await salma.window.type(story, 'Kept')
    await salma.offline(false)
    await salma.becomes('online')
    proxy.set({ silent: true })
    for (const story of stories) await salma.window.type(story, '!')
    salma.engine.wake()
    await salma.becomes('offline')
    proxy.cutAll()
    proxy.heal()
    salma.engine.wake()
    await salma.level()
    const client = await server.client('chief')
    for (const story of stories) expect(await headlineOnServer(client, story)).toBe('Kept!')
  })

  for (const portal of ['page', 'redirect', 'wrong-type'] as const) {
    it(`[DLN11] says that the network wants a sign-in first (${portal}), and changes nothing`, async () => {
      const { server, proxy, desk } = await aBadLine()
      const salma = await desk('reporter')
      const story = await salma.create()
      await salma.window.type(story, 'Before')
      await salma.level()
      proxy.set({ portal })
      proxy.cutAll()
      await until(
        async () => (await network(salma)).problem?.startsWith('This network wants you to sign in'),
        'the words',
      )
      await salma.window.type(story, ' and after')
      expect(await network(salma)).toMatchObject({ state: 'offline', waitingUpdates: 1 })
      expect(salma.secret).not.toBeNull()
      proxy.heal()
      salma.engine.wake()
      await salma.level()
      expect((await network(salma)).problem).toBeNull()
      const client = await server.client('chief')
      expect(await headlineOnServer(client, story)).toBe('Before and after')
    })
  }

  it('[DLN11] does not sign in to a hotel', async () => {
    const { proxy, desk } = await aBadLine()
    proxy.set({ portal: 'page' })
    await expect(desk('reporter')).rejects.toMatchObject({ code: 'captive-portal' })
  })

  it('[DLN2] [DLN8] comes back with its clock a day off, and knows the server’s time', async () => {
    let shift = 0
    const { proxy, desk } = await aBadLine()
    const salma = await desk('reporter', { clock: () => Date.now() + shift })
    const story = await salma.create()
    await salma.level()
    const day = 86_400_000
    for (const set of [-day, day]) {
      proxy.set({ refuse: true })
      proxy.cutAll()
      await salma.becomes('offline')
      shift = set
      await salma.window.type(story, 'x')
      const { clockOffset } = await network(salma)
      expect(Math.abs(clockOffset + set)).toBeLessThan(5000)
      proxy.heal()
      await salma.level()
      expect(Math.abs((await network(salma)).clockOffset + set)).toBeLessThan(5000)
    }
  })

  it('[DLN7] keeps a slow line that moves', async () => {
    const { server, proxy, desk } = await aBadLine()
    const salma = await desk('reporter')
    const story = await salma.create()
    await salma.level()
    const before = proxy.connections
    proxy.set({ delay: 300, throttle: 20_000 })
    await salma.window.type(story, 'word '.repeat(10_000))
    await salma.level()
    expect(proxy.connections).toBe(before)
    const client = await server.client('chief')
    expect(await headlineOnServer(client, story)).toHaveLength(50_000)
  })
})
