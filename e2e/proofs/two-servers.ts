/**
 * Two servers on one database, fifty desks, four of them whole engines: each server is killed in
 * turn, then both are restarted in turn. Every desk writes four times a second, quicker than people.
 */
import type { Extent, Figure } from '../../scripts/prove.ts'
import { aLoad, auditLoad } from '../support/load.ts'
import { withEnding } from '../support/on-end.ts'
import { aPair, killOne, rollingRestart, type Silence } from '../support/two-servers.ts'

const engineDesks = 4
const pause_ms = 250

const worst = (times: readonly number[]): number => Math.round(Math.max(...times))

function silenceFigures(when: string, silences: readonly Silence[]): Figure[] {
  const any = worst(silences.map((silence) => silence.any))
  const engines = worst(silences.map((silence) => silence.engines))
  return [
    {
      what: `${when}: longest silence of any desk, worst ms`,
      value: any,
      goal: 'under 2000',
      ok: any < 2000,
    },
    {
      // They keep all stories of their desks, and share the proof's processor with all the others.
      what: `${when}: of the whole engines, in this one process, worst ms`,
      value: engines,
      goal: '',
      ok: true,
    },
  ]
}

export async function prove({ desks = 50, rounds = 10 }: Extent = {}): Promise<Figure[]> {
  const kills = rounds
  const restarts = Math.ceil(rounds / 3)
  return await withEnding(async (onEnd) => {
    const pair = await aPair(onEnd)
    const engines = { count: Math.min(engineDesks, Math.floor(desks / 3)), onEnd }
    const load = await aLoad(pair.url, desks, { pause_ms, engines })
    load.start()
    const begun = performance.now()
    const killed: Silence[] = []
    for (let n = 0; n < kills; n++) {
      killed.push(await killOne(onEnd, pair, n % 2 === 0 ? 0 : 1, load))
    }
    const restarted: Silence[] = []
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
      ...silenceFigures(`one of two killed, ${kills} times`, killed),
      ...silenceFigures(`rolling restart, ${restarts} times`, restarted),
    ]
  })
}
