/**
 * The newsroom's own PostgreSQL, for machines without one.
 *
 * VEP1  Whatever state a killed server left (a postmaster without parent, a stale pid file, half a
 *      cluster), the next start finds a way to a running database.
 * VEP2  Several servers may share one data folder: the first starts PostgreSQL, the last one to
 *      leave stops it.
 * VEP3  It listens on 127.0.0.1 only, with a random password.
 * VEP4  When it dies under a running server, that server starts it again and goes on.
 * VEP5  A data folder that this program did not make, or cannot read, is left as it is, with a
 *      message that says what to do.
 */
import { mkdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { postgresBinaries } from './postgres-binaries.ts'
import { ensureCluster, PostgresNotStarted } from './postgres-cluster.ts'
import { postgresUser } from './postgres-user.ts'
import {
  boundLog,
  type Cluster,
  clusterPlaces,
  isServed,
  launch,
  look_ms,
  stopPostmaster,
  tailOf,
  urlOf,
} from './postmaster.ts'
import { readPostmaster } from './postmaster-pid.ts'

export interface EmbeddedPostgres {
  /** Where it listens now: after it died, it may have had to take another port. */
  readonly url: string
  /** True when it was running already, left behind or shared. */
  readonly adopted: boolean
  /** Leaves it; the last server to leave stops it. */
  stop(): Promise<void>
}

/** What happens to it while it is used. */
export interface PostgresEvents {
  /** It ended, or ended our connection. */
  readonly onLost?: () => void
  /** It answers again, so many milliseconds later. */
  readonly onBack?: (after_ms: number) => void
  /** It could not be started again; it is tried on. */
  readonly onTrouble?: (error: unknown) => void
}

/** A recovery after a kill can take this long on a slow disk. */
const startWithin_ms = 60_000
/** A postmaster that neither answers nor says "starting" for so long is stopped. */
const silent_ms = 10_000
const tryAgain_ms = 1000
const lookAtLog_ms = 60_000
/** Held shared by every server that uses the cluster. */
const usersLock = 7_023_000

/** Starts PostgreSQL in `dataFolder`, or adopts the one that runs there, and keeps it running. */
export async function startEmbeddedPostgres(
  dataFolder: string,
  events: PostgresEvents = {},
): Promise<EmbeddedPostgres> {
  mkdirSync(dataFolder, { recursive: true })
  const { folder, log } = clusterPlaces(dataFolder)
  const binaries = postgresBinaries()
  const user = postgresUser([binaries.postgres, folder])
  const access = await ensureCluster(folder, binaries, user)
  const cluster: Cluster = { folder, log, binaries, user, access }
  const first = await joinOrLaunch(cluster, () => false)
  return keepRunning(cluster, first, events)
}

interface Kept {
  /** The connection that marks us as a user of the cluster. */
  readonly keeper: pg.Client
  readonly ended: Promise<void>
  readonly port: number
}

interface Joined extends Kept {
  readonly adopted: boolean
}

class Stopped extends Error {}

async function joinOrLaunch(cluster: Cluster, stopped: () => boolean): Promise<Joined> {
  const deadline = Date.now() + startWithin_ms
  let adopted = true
  for (;;) {
    if (stopped()) throw new Stopped()
    const joined = await join(cluster)
    if (joined) return { ...joined, adopted }
    if (Date.now() > deadline) {
      throw new PostgresNotStarted('PostgreSQL did not start in time', tailOf(cluster.log))
    }
    if (isServed(cluster)) await pause(look_ms)
    else adopted = !(await launch(cluster)) && adopted
  }
}

function keepRunning(cluster: Cluster, first: Joined, events: PostgresEvents): EmbeddedPostgres {
  let joined = first
  let stopping = false
  let reviving: Promise<void> | undefined

  async function watch(): Promise<void> {
    while (!stopping) {
      await joined.ended
      if (stopping) return
      reviving = revive()
      await reviving
    }
  }

  async function revive(): Promise<void> {
    const lostAt = performance.now()
    events.onLost?.()
    while (!stopping) {
      try {
        joined = await joinOrLaunch(cluster, () => stopping)
        events.onBack?.(performance.now() - lostAt)
        return
      } catch (error) {
        if (error instanceof Stopped) return
        events.onTrouble?.(error)
        await pause(tryAgain_ms)
      }
    }
  }

  const watching = watch()
  const looking = setInterval(() => boundLog(cluster.log), lookAtLog_ms)
  looking.unref()
  return {
    get url() {
      return urlOf(cluster.access, joined.port)
    },
    adopted: first.adopted,
    async stop() {
      stopping = true
      clearInterval(looking)
      await reviving
      await leave(cluster, joined)
      await watching
    },
  }
}

/** A connection that marks us as a user of the running cluster; null when none answers. */
async function join(cluster: Cluster): Promise<Kept | null> {
  const silentUntil = Date.now() + silent_ms
  while (isServed(cluster)) {
    const postmaster = readPostmaster(cluster.folder)
    if (!postmaster) return null
    const answer = await knock(cluster, postmaster.port)
    if (typeof answer === 'object') return { ...answer, port: postmaster.port }
    if (answer === 'starting') return null
    if (Date.now() > silentUntil) await stopPostmaster(cluster, postmaster.pid)
    else await pause(look_ms)
  }
  return null
}

type Answer = Omit<Kept, 'port'> | 'starting' | 'silent'

async function knock(cluster: Cluster, port: number): Promise<Answer> {
  if (port === 0) return 'silent'
  const client = new pg.Client({
    connectionString: urlOf(cluster.access, port),
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  })
  client.on('error', () => {}) // Its end says the same.
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [usersLock])
    return { keeper: client, ended }
  } catch (error) {
    await client.end().catch(() => {})
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === '28P01') {
      throw new PostgresNotStarted('The running PostgreSQL has another password', '', {
        cause: error,
      })
    }
    // 57P03: starting up or shutting down.
    return code === '57P03' ? 'starting' : 'silent'
  }
}

async function leave(cluster: Cluster, { keeper }: Kept): Promise<void> {
  try {
    await leaveBy(cluster, keeper)
  } catch {
    // Our connection had ended. If PostgreSQL came back since, somebody must stop it.
    const again = await join(cluster).catch(() => null)
    if (again) await leaveBy(cluster, again.keeper).catch(() => {})
  }
}

async function leaveBy(cluster: Cluster, keeper: pg.Client): Promise<void> {
  const postmaster = readPostmaster(cluster.folder)
  await keeper.query('select pg_advisory_unlock_shared($1)', [usersLock])
  const { rows } = await keeper.query<{ last: boolean }>(
    'select pg_try_advisory_lock($1) as last',
    [usersLock],
  )
  if (rows[0]?.last === true && postmaster) await stopPostmaster(cluster, postmaster.pid)
  await keeper.end().catch(() => {})
}
