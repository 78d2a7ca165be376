/**
 * The server is killed for real, again and again, while desks push. What it acknowledged must be
 * there afterwards; what it did not acknowledge the desks send again.
 */
import { freePort } from '../scripts/free-port.ts'
import { aServer } from './support/a-server.ts'
import { expect, test } from './support/newsroom.ts'
import { postmasterOf } from './support/processes.ts'
import { type Pusher, pushOverHttp, pushOverSocket } from './support/pushing.ts'
import type { SamplePerson } from './support/sample-people.ts'
import { until } from './support/until.ts'

const rounds = 20
/** Acknowledgements that must arrive between two kills, so that each hits a server at work. */
const acknowledgedEachRound = 40

const byHttp: SamplePerson[] = ['nadia', 'salma', 'huda']
const bySocket: SamplePerson[] = ['leila', 'ines', 'majid']

test('[KS1] twenty kills of a server while six desks push lose nothing it acknowledged', async ({
  onEnd,
}) => {
  test.setTimeout(300_000)
  const port = await freePort()
  let server = await aServer(onEnd, { port })
  const { data, url } = server
  const postmaster = postmasterOf(data)
  expect(postmaster).toBeDefined()

  const desks: Pusher[] = await Promise.all([
    ...byHttp.map((person) => pushOverHttp(url, person)),
    ...bySocket.map((person) => pushOverSocket(url, person)),
  ])
  const acknowledged = () => desks.reduce((sum, desk) => sum + desk.acknowledged.length, 0)
  for (const desk of desks) desk.start()

  for (let round = 1; round <= rounds; round++) {
    const before = acknowledged()
    await until(
      `round ${round}: desks to be heard`,
      () => acknowledged() >= before + acknowledgedEachRound,
      30_000,
    )
    await server.kill()
    // Its PostgreSQL survives without a parent, and the next server adopts it.
    expect(postmasterOf(data)).toBe(postmaster)
    server = await aServer(onEnd, { port, data })
  }
  await Promise.all(desks.map((desk) => desk.finish()))

  const lost: string[] = []
  for (const desk of desks) {
    const onServer = new Set((await desk.readBack(url)).split(' '))
    lost.push(...desk.acknowledged.filter((word) => !onServer.has(word)))
    // Nothing came twice either: the same update sent again is the same update.
    expect(onServer.size).toBe((await desk.readBack(url)).trim().split(' ').length)
  }
  expect(lost).toEqual([])
  expect(acknowledged()).toBeGreaterThanOrEqual(rounds * acknowledgedEachRound)
})
