/** Two hundred sockets that never say what they want; the long version is e2e/proofs/half-open.ts. */
import { openHalves, quickStalls } from './support/half-open.ts'
import { expect, test } from './support/newsroom.ts'
import { until } from './support/until.ts'
import { aWireDesk, aWireStory, write } from './support/wire-desk.ts'
import { aWireSocket } from './support/wire-socket.ts'

const halfOpen = 200
/** Ten seconds for a hello, fifteen for headers, five between two looks, and a busy machine. */
const droppedWithin_ms = 45_000

test('[VHT3] half-open sockets are dropped in time while a desk goes on writing', async ({
  server,
  onEnd,
}) => {
  const halves = await openHalves(onEnd, server.url, halfOpen, quickStalls)
  const desk = await aWireDesk(server.url, 'nadia')
  const story = await aWireStory(desk)
  const socket = await aWireSocket(server.url, desk)
  onEnd(() => socket.close())
  let ref = 1
  await socket.push(story.id, ref, story.updates[0] ?? new Uint8Array())
  await until(
    'all half-open sockets to be dropped',
    async () => {
      ref += 1
      await socket.push(story.id, ref, write(story, 'on '))
      return halves.every((half) => half.lasted() !== undefined)
    },
    droppedWithin_ms,
  )
  expect(ref).toBeGreaterThan(10)
  for (const { stall, lasted } of halves) {
    expect.soft(lasted(), stall).toBeGreaterThan(5000)
  }
})
