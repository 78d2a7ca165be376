/** Kills a server, its PostgreSQL or one of PostgreSQL's processes, under load, and waits. */
import { type AServer, aServer } from './a-server.ts'
import type { Load } from './load.ts'
import { backendsOf } from './newsroom-database.ts'
import type { OnEnd } from './on-end.ts'
import { killHard, postmasterOf } from './processes.ts'
import { until } from './until.ts'

/** What the desks felt of one kill. */
export interface Killing {
  /** The longest time in which any desk got nothing acknowledged. */
  readonly silence_ms: number
}

const comesBackWithin_ms = 60_000

/** Waits until the desks are at work: a kill of an idle server proves nothing. */
export async function untilBusy(load: Load, acknowledgements: number): Promise<void> {
  const before = load.acknowledged()
  await until(
    'desks to be heard',
    () => load.acknowledged() >= before + acknowledgements,
    comesBackWithin_ms,
  )
}

/** Until every desk was heard after `since`; the silence is counted from the kill. */
async function untilBack(load: Load, killedAt: number, since = killedAt): Promise<Killing> {
  await until('every desk to be heard again', () => load.allHeardAfter(since), comesBackWithin_ms)
  return { silence_ms: load.longestSilence(killedAt) }
}

/** Kills the server and starts another on its port and data. */
export async function killServer(
  onEnd: OnEnd,
  server: AServer,
  load: Load,
): Promise<{ server: AServer; ready_ms: number } & Killing> {
  const postmaster = postmasterOf(server.data)
  await server.kill()
  const killedAt = performance.now()
  const port = Number(new URL(server.url).port)
  const next = await aServer(onEnd, { port, data: server.data })
  const ready_ms = performance.now() - killedAt
  if (postmasterOf(server.data) !== postmaster) {
    throw new Error('the next server did not adopt the PostgreSQL it found')
  }
  return { server: next, ready_ms, ...(await untilBack(load, killedAt)) }
}

/** Kills the postmaster under a server that lives on. */
export async function killPostmaster(server: AServer, load: Load): Promise<Killing> {
  const pid = await until('PostgreSQL to run', () => postmasterOf(server.data))
  await killHard(pid)
  const killedAt = performance.now()
  // Its children serve for a moment on; what counts is the time after the new one stands.
  await until(
    'another postmaster',
    () => {
      const next = postmasterOf(server.data)
      return next !== undefined && next !== pid
    },
    comesBackWithin_ms,
  )
  return await untilBack(load, killedAt, performance.now())
}

/** Kills one of PostgreSQL's processes, whereupon it ends all others and recovers. */
export async function killBackend(server: AServer, load: Load, round: number): Promise<Killing> {
  const backends = await until('PostgreSQL to answer', () => backendsOf(server.data))
  const pid = backends[round % backends.length]
  if (pid === undefined) throw new Error('no server is connected')
  await killHard(pid)
  const killedAt = performance.now()
  await until('the others to end', async () => !(await stillThere(server, pid)), comesBackWithin_ms)
  return await untilBack(load, killedAt, performance.now())
}

/** False once PostgreSQL has recovered: it answers, and that process is not among its own. */
const stillThere = async (server: AServer, pid: number): Promise<boolean> =>
  (await backendsOf(server.data)).includes(pid)
