import { expect, it, vi } from 'vitest'
import { Outbox } from '../../store/outbox.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import { until } from '../../testing/a-desk.ts'
import { aSignedInDesk } from '../../testing/a-signed-in-desk.ts'

// A whole engine on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

it('[DCN1] says that the store cannot be read when the line comes up, and goes on when it can', async () => {
  const { server, desk, story } = await aSignedInDesk()
  await desk.window.type(story, 'Ferry fares')
  await desk.level()
  await desk.offline()
  await desk.window.type(story, ' to rise')
  const unborn = vi.spyOn(Outbox.prototype, 'unborn').mockImplementation(() => {
    throw new StoreFailure('disk-failing', null)
  })
  await desk.offline(false)
  await until(() => unborn.mock.calls.length > 2, 'another try')
  const { problem } = await desk.window.call('network:state', {})
  expect(problem).toContain(new StoreFailure('disk-failing', null).message.slice(0, 10))
  unborn.mockRestore()
  await desk.level()
  expect(server.newsroom.headline(story)).toBe('Ferry fares to rise')
})
