import { expect, it, vi } from 'vitest'
import { Outbox } from '../../store/outbox.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import { aDesk, until } from '../../testing/a-desk.ts'
import { aServer } from '../../testing/newsroom-http.ts'

// A whole engine on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

it('[DCN1] says that the store cannot be read when the line comes up, and goes on when it can', async () => {
  const server = await aServer()
  server.newsroom.person('salma', 'reporter')
  const salma = aDesk()
  await salma.signIn(server.url, 'salma')
  const story = await salma.create()
  await salma.window.type(story, 'Ferry fares')
  await salma.level()
  await salma.offline()
  await salma.window.type(story, ' to rise')
  const unborn = vi.spyOn(Outbox.prototype, 'unborn').mockImplementation(() => {
    throw new StoreFailure('disk-failing', null)
  })
  await salma.offline(false)
  await until(() => unborn.mock.calls.length > 2, 'another try')
  const { problem } = await salma.window.call('network:state', {})
  expect(problem).toContain(new StoreFailure('disk-failing', null).message.slice(0, 10))
  unborn.mockRestore()
  await salma.level()
  expect(server.newsroom.headline(story)).toBe('Ferry fares to rise')
})
