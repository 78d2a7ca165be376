/**
 * The newsroom's own PostgreSQL, for machines without one.
 *
 * VEP1  Whatever state a killed server left (a postmaster without parent, a stale pid file, half a
 *      cluster), the next start finds a way to a running database.
 * VEP2  Several servers may share one data folder: the first starts PostgreSQL, the last one to
 *      leave stops it.
 * VEP3  It listens on 127.0.0.1 only, with a random password.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'
import { type ClusterAccess, ensureCluster, PostgresNotStarted } from './postgres-cluster.ts'
import { type PostgresUser, postgresUser } from './postgres-user.ts'
import { readPostmaster, whoIs } from './postmaster-pid.ts'

export interface EmbeddedPostgres {
  readonly url: string
  /** True when it was running already, left behind or shared. */
  readonly adopted: boolean
  /** Leaves it; the last server to leave stops it. */
  stop(): Promise<void>
}

/** A recovery after a kill can take this long on a slow disk. */
const startWithin_ms = 60_000
const look_ms = 25
/** A postmaster that neither answers nor says "starting" for so long is stopped. */
const silent_ms = 10_000
const largestLog = 5_000_000
/** Held shared by every server that uses the cluster. */
const usersLock = 7_023_000

interface Cluster {
  readonly folder: string
  readonly log: string
  readonly binaries: PostgresBinaries
  readonly user: PostgresUser
  readonly access: ClusterAccess
}

/** Starts PostgreSQL in `dataFolder`, or adopts the one that runs there. */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  mkdirSync(dataFolder, { recursive: true })
  const folder = join(dataFolder, 'postgres')
  const binaries = postgresBinaries()
  const user = postgresUser([binaries.postgres, folder])
  const access = await ensureCluster(folder, binaries, user)
  const cluster: Cluster = { folder, log: join(dataFolder, 'postgres.log'), binaries, user, access }
  const deadline = Date.now() + startWithin_ms
  let adopted = true
  for (;;) {
    const keeper = await joinCluster(cluster)
    if (keeper) {
      const port = readPostmaster(folder)?.port ?? 0
      return { url: urlOf(access, port), adopted, stop: () => leave(cluster, keeper) }
    }
    if (Date.now() > deadline) {
      throw new PostgresNotStarted('PostgreSQL did not start in time', tailOf(cluster.log))
    }
    if (!readPostmaster(folder)) adopted = !(await launch(cluster))
    else await pause(look_ms)
  }
}

const urlOf = ({ user, password }: ClusterAccess, port: number): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/postgres`

/** A connection that marks us as a user of the running cluster; null when none is running. */
async function joinCluster(cluster: Cluster): Promise<pg.Client | null> {
  const silentUntil = Date.now() + silent_ms
  for (;;) {
    const postmaster = readPostmaster(cluster.folder)
    if (!postmaster) return null
    const who = whoIs(postmaster.pid)
    if (who !== 'postgres') {
      // PostgreSQL clears a stale file itself, but not when its number was given away.
      rmSync(join(cluster.folder, 'postmaster.pid'), { force: true })
      return null
    }
    const answer = await knock(cluster, postmaster.port)
    if (answer instanceof pg.Client) return answer
    if (answer === 'starting') return null
    if (Date.now() > silentUntil) await stopPostmaster(cluster, postmaster.pid)
    else await pause(look_ms)
  }
}

type Answer = pg.Client | 'starting' | 'silent'

async function knock(cluster: Cluster, port: number): Promise<Answer> {
  if (port === 0) return 'silent'
  const client = new pg.Client({
    connectionString: urlOf(cluster.access, port),
    connectionTimeoutMillis: 2_000,
  })
  client.on('error', () => {}) // Its end is noticed by the pool, which says so.
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [usersLock])
    return client
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

/** Runs a new postmaster until it wrote its pid file; false when it ended (another won, port taken). */
async function launch(cluster: Cluster): Promise<boolean> {
  const port = await freePort()
  const { file, args } = cluster.user.command(cluster.binaries.postgres, [
    ...['-D', cluster.folder, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ])
  const log = openSync(cluster.log, grownTooLarge(cluster.log) ? 'w' : 'a', 0o600)
  // Its own process group, so that Ctrl-C reaches us first and we stop it when we are done.
  const child = spawn(file, args, { detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  const ended = endOf(child)
  for (;;) {
    if (readPostmaster(cluster.folder)?.pid === child.pid) return true
    const outcome = await Promise.race([ended, pause(look_ms, 'running' as const)])
    if (outcome === 'running') continue
    await pause(look_ms * 8) // Children of a killed postmaster may still be leaving.
    return false
  }
}

const endOf = (child: ChildProcess): Promise<'ended'> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => resolve('ended'))
  })

async function leave(cluster: Cluster, keeper: pg.Client): Promise<void> {
  const postmaster = readPostmaster(cluster.folder)
  let last = false
  try {
    await keeper.query('select pg_advisory_unlock_shared($1)', [usersLock])
    const { rows } = await keeper.query<{ last: boolean }>(
      'select pg_try_advisory_lock($1) as last',
      [usersLock],
    )
    last = rows[0]?.last === true
  } catch {
    return // It has ended already.
  }
  if (last && postmaster) await stopPostmaster(cluster, postmaster.pid)
  await keeper.end().catch(() => {})
}

/** Fast shutdown, then immediate, then by force. */
async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
  const gone = () => readPostmaster(cluster.folder)?.pid !== pid || whoIs(pid) !== 'postgres'
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (gone()) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < 8_000 && !gone(); waited += look_ms) await pause(look_ms)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const grownTooLarge = (log: string): boolean =>
  (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > largestLog

function tailOf(log: string): string {
  try {
    return readFileSync(log, 'utf8').slice(-4_000)
  } catch {
    return ''
  }
}
