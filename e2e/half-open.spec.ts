/** Two hundred sockets that never say what they want; the long version is e2e/proofs/half-open.ts. */
import { openHalves, quickStalls } from './support/half-open.ts'
import { expect, test } from './support/newsroom.ts'
import { until } from './support/until.ts'
import { aSocketWriter } from './support/wire-socket.ts'

const halfOpen = 200
/** Ten seconds for a hello, fifteen for headers, five between two looks, and a busy machine. */
const droppedWithin_ms = 45_000

test('[VHT3] half-open sockets are dropped in time while a desk goes on writing', async ({
  server,
  onEnd,
}) => {
  const halves = await openHalves(onEnd, server.url, halfOpen, quickStalls)
  const writer = await aSocketWriter(onEnd, server.url)
  let written = 0
  await until(
    'all half-open sockets to be dropped',
    async () => {
      written = await writer.write('on ')
      return halves.every((half) => half.lasted() !== undefined)
    },
    droppedWithin_ms,
  )
  expect(written).toBeGreaterThan(10)
  for (const { stall, lasted } of halves) {
    expect.soft(lasted(), stall).toBeGreaterThan(5000)
  }
})
