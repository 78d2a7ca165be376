/**
 * Two servers on one database, fifty desks, four of them whole engines: each server is killed in
 * turn, then both are restarted in turn. Every desk writes four times a second, quicker than people.
 */
import type { Extent, Figure } from '../../scripts/prove.ts'
import { aLoad, auditLoad } from '../support/load.ts'
import { withEnding } from '../support/on-end.ts'
import { aPair, killOne, rollingRestart } from '../support/two-servers.ts'

const engineDesks = 4
const pause_ms = 250

const worst = (times: readonly number[]): number => Math.round(Math.max(...times))

export async function prove({ desks = 50, rounds = 10 }: Extent = {}): Promise<Figure[]> {
  const kills = rounds
  const restarts = Math.ceil(rounds / 3)
  return await withEnding(async (onEnd) => {
    const pair = await aPair(onEnd)
    const engines = { count: Math.min(engineDesks, Math.floor(desks / 3)), onEnd }
    const load = await aLoad(pair.url, desks, { pause_ms, engines })
    load.start()
    const begun = performance.now()
    const killed: number[] = []
    for (let n = 0; n < kills; n++) {
      killed.push(await killOne(onEnd, pair, n % 2 === 0 ? 0 : 1, load))
    }
    const restarted: number[] = []
    for (let n = 0; n < restarts; n++) restarted.push(await rollingRestart(onEnd, pair, load))
    const perSecond = load.acknowledged() / ((performance.now() - begun) / 1000)
    await load.finish()
    const books = await auditLoad(load, pair.url, pair.data)
    const wrong = [
      ...books.lostWords,
      ...books.doubledWords,
      ...books.lostCommands,
      ...books.doubledFacts,
      ...books.doubledPublications,
    ]
    return [
      {
        what: 'desks / words / commands / publications acknowledged',
        value: `${desks} / ${books.updates} / ${books.commands} / ${books.publications}`,
        goal: '',
        ok: books.updates > 0 && books.publications > 0,
      },
      {
        what: `of ${desks} desks, ${engines.count} are whole engines; acknowledged a second`,
        value: Math.round(perSecond),
        goal: '',
        ok: true,
      },
      {
        what: wrong.length === 0 ? 'lost or doubled' : `lost or doubled: ${wrong.slice(0, 3)}`,
        value: wrong.length,
        goal: '0',
        ok: wrong.length === 0,
      },
      {
        what: `one of two killed, ${kills} times: longest silence of any desk, worst ms`,
        value: worst(killed),
        goal: 'under 2000',
        ok: worst(killed) < 2000,
      },
      {
        what: `rolling restart, ${restarts} times: longest silence of any desk, worst ms`,
        value: worst(restarted),
        goal: 'under 2000',
        ok: worst(restarted) < 2000,
      },
    ]
  })
}
