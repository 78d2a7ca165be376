/**
 * Server and PostgreSQL are killed again and again while fifty desks write, command and send
 * breaking lines: twenty rounds each of the server, of the postmaster, of one backend.
 */
import { freePort } from '../../scripts/free-port.ts'
import type { Extent, Figure } from '../../scripts/prove.ts'
import { aServer } from '../support/a-server.ts'
import {
  type Killing,
  killBackend,
  killPostmaster,
  killServer,
  untilBusy,
} from '../support/kill-rounds.ts'
import { aLoad, auditLoad } from '../support/load.ts'
import { withEnding } from '../support/on-end.ts'

const acknowledgedEachRound = 150

const worst = (times: readonly number[]): number => Math.round(Math.max(...times))
const middle = (times: readonly number[]): number =>
  Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0)

const none = (what: string, found: readonly string[]): Figure => ({
  what: found.length === 0 ? what : `${what}: ${found.slice(0, 3).join('; ')}`,
  value: found.length,
  goal: '0',
  ok: found.length === 0,
})

function recovery(of: string, killings: readonly Killing[]): Figure {
  const times = killings.map(({ silence_ms }) => silence_ms)
  return {
    what: `${of} killed ${killings.length} times: longest silence of any desk, middle / worst ms`,
    value: `${middle(times)} / ${worst(times)}`,
    goal: 'worst under 5000',
    ok: worst(times) < 5000,
  }
}

export async function prove({ desks = 50, rounds = 20 }: Extent = {}): Promise<Figure[]> {
  return await withEnding(async (onEnd) => {
    let server = await aServer(onEnd, { port: await freePort() })
    const load = await aLoad(server.url, desks)
    load.start()
    const ofServer: (Killing & { ready_ms: number })[] = []
    const ofPostmaster: Killing[] = []
    const ofBackend: Killing[] = []
    for (let round = 1; round <= rounds; round++) {
      await untilBusy(load, acknowledgedEachRound)
      const killed = await killServer(onEnd, server, load)
      server = killed.server
      ofServer.push(killed)
      await untilBusy(load, acknowledgedEachRound)
      ofPostmaster.push(await killPostmaster(server, load))
      await untilBusy(load, acknowledgedEachRound)
      ofBackend.push(await killBackend(server, load, round))
      console.log(
        `round ${round}: server ${Math.round(killed.ready_ms)} ms, postmaster ` +
          `${Math.round(ofPostmaster.at(-1)?.silence_ms ?? 0)} ms, backend ` +
          `${Math.round(ofBackend.at(-1)?.silence_ms ?? 0)} ms, ${load.acknowledged()} acknowledged`,
      )
    }
    await load.finish()
    const books = await auditLoad(load, server.url, server.data)
    const ready = ofServer.map(({ ready_ms }) => ready_ms)
    return [
      {
        what: `desks / words / commands / publications acknowledged`,
        value: `${desks} / ${books.updates} / ${books.commands} / ${books.publications}`,
        goal: '',
        ok: books.updates > 0 && books.commands > 0 && books.publications > 0,
      },
      none('acknowledged words lost', books.lostWords),
      none('stories with a word twice', books.doubledWords),
      none('acknowledged commands lost or judged otherwise', books.lostCommands),
      none('facts moved twice', books.doubledFacts),
      none('publications lost or made twice', books.doubledPublications),
      {
        what: `server ready again, from the kill, middle / worst ms`,
        value: `${middle(ready)} / ${worst(ready)}`,
        goal: 'worst under 2000',
        ok: worst(ready) < 2000,
      },
      recovery('server', ofServer),
      recovery('PostgreSQL', ofPostmaster),
      recovery('one process of PostgreSQL', ofBackend),
    ]
  })
}
