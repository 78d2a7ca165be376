/**
 * The server and its PostgreSQL are killed for real, again and again, while desks work. What was
 * acknowledged must be there afterwards, once; what was not, the desks send again. The long version
 * with fifty desks is `npm run prove kill-server`.
 */
import { freePort } from '../scripts/free-port.ts'
import { aServer } from './support/a-server.ts'
import { killBackend, killPostmaster, killServer, untilBusy } from './support/kill-rounds.ts'
import { aLoad, auditLoad } from './support/load.ts'
import { expect, test } from './support/newsroom.ts'
import { isAlive } from './support/processes.ts'
import { until } from './support/until.ts'

/** Acknowledgements that must arrive between two kills, so that each hits a server at work. */
const acknowledgedEachRound = 40
const nothing = {
  lostWords: [],
  doubledWords: [],
  lostCommands: [],
  doubledFacts: [],
  doubledPublications: [],
}

test('[KS1] kills of a server while twelve desks work lose and double nothing', async ({
  onEnd,
}) => {
  test.setTimeout(240_000)
  let server = await aServer(onEnd, { port: await freePort() })
  const load = await aLoad(server.url, 12)
  load.start()
  for (let round = 1; round <= 4; round++) {
    await untilBusy(load, acknowledgedEachRound)
    server = (await killServer(onEnd, server, load)).server
  }
  await load.finish()
  const books = await auditLoad(load, server.url, server.data)
  expect(books).toMatchObject(nothing)
  expect(books.updates + books.commands).toBeGreaterThan(4 * acknowledgedEachRound)
})

test('[VKL1] kills of PostgreSQL lose and double nothing, and the server lives on', async ({
  onEnd,
}) => {
  test.setTimeout(240_000)
  const server = await aServer(onEnd)
  const load = await aLoad(server.url, 12)
  load.start()
  for (let round = 1; round <= 3; round++) {
    await untilBusy(load, acknowledgedEachRound)
    await killPostmaster(server, load)
    await untilBusy(load, acknowledgedEachRound)
    await killBackend(server, load, round)
  }
  await load.finish()
  const books = await auditLoad(load, server.url, server.data)
  expect(books).toMatchObject(nothing)
  expect(books.publications).toBeGreaterThan(0)
  expect(isAlive(server.pid)).toBe(true)
  // It has said what happened, and says that it is well again.
  expect(server.said()).toContain('postgresql has gone; starting it again')
  await until('the server to be ready', async () => (await fetch(`${server.url}/v1/ready`)).ok)
})
