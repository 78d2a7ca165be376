/** Two servers on one database behind a balancer, killed and restarted in turn under load. */
import { freePort } from '../../scripts/free-port.ts'
import { type AServer, aServer } from './a-server.ts'
import { aBalancer } from './balancer.ts'
import { untilBusy } from './kill-rounds.ts'
import type { Load } from './load.ts'
import type { OnEnd } from './on-end.ts'
import { until } from './until.ts'

export interface Pair {
  /** Where desks connect. */
  readonly url: string
  readonly data: string
  readonly servers: AServer[]
}

/** Starts both, and the balancer before them. */
export async function aPair(onEnd: OnEnd): Promise<Pair> {
  const first = await aServer(onEnd, { port: await freePort() })
  const second = await aServer(onEnd, { port: await freePort(), data: first.data })
  const servers = [first, second]
  const { url } = await aBalancer(onEnd, () => servers.map((server) => server.url))
  return { url, data: first.data, servers }
}

const startAgain = (onEnd: OnEnd, { url, data }: AServer): Promise<AServer> =>
  aServer(onEnd, { port: Number(new URL(url).port), data })

/** In milliseconds. */
export interface Silence {
  /** The longest of any desk. */
  readonly any: number
  /** The longest of a whole engine. */
  readonly engines: number
}

const silenceAfter = (load: Load, since: number): Silence => ({
  any: load.longestSilence(since),
  engines: load.enginesSilence(since),
})

/** Kills one under load; gives the longest silence while only the other was there. */
export async function killOne(
  onEnd: OnEnd,
  pair: Pair,
  which: 0 | 1,
  load: Load,
): Promise<Silence> {
  const server = pair.servers[which]
  if (!server) throw new Error('no such server')
  await untilBusy(load, 50)
  await server.kill()
  const killedAt = performance.now()
  await until('every desk to be heard again', () => load.allHeardAfter(killedAt), 60_000)
  const silence = silenceAfter(load, killedAt)
  pair.servers[which] = await startAgain(onEnd, server)
  return silence
}

/** Restarts both in order, one after the other; gives the longest silence. */
export async function rollingRestart(onEnd: OnEnd, pair: Pair, load: Load): Promise<Silence> {
  await untilBusy(load, 50)
  const begunAt = performance.now()
  for (const [which, server] of [...pair.servers.entries()]) {
    await server.stop()
    pair.servers[which] = await startAgain(onEnd, server)
  }
  const doneAt = performance.now()
  await until('every desk to be heard again', () => load.allHeardAfter(doneAt), 60_000)
  return silenceAfter(load, begunAt)
}
