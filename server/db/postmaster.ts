/** Starting and stopping a postmaster, the parent of all of PostgreSQL's processes. */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { ClusterAccess } from './postgres-cluster.ts'
import type { PostgresUser } from './postgres-user.ts'
import { disownPostmaster, readPostmaster, whoIs } from './postmaster-pid.ts'

export interface Cluster {
  readonly folder: string
  readonly log: string
  readonly binaries: PostgresBinaries
  readonly user: PostgresUser
  readonly access: ClusterAccess
}

export const look_ms = 25
const stopWithin_ms = 8_000

/** How to reach the cluster while it listens on `port`. */
export const urlOf = ({ user, password }: ClusterAccess, port: number): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/postgres`

/**
 * Runs a new postmaster until it wrote its pid file; false when it ended (another won, port taken).
 * It listens where the last one did, when that port is free, so that whoever knows the address
 * finds it again.
 */
export async function launch(cluster: Cluster): Promise<boolean> {
  const before = readPostmaster(cluster.folder)
  if (before && whoIs(before.pid, cluster.folder) === 'another-program') {
    disownPostmaster(cluster.folder)
  }
  const port = await freePort(before?.port ?? 0)
  const { file, args } = cluster.user.command(cluster.binaries.postgres, [
    ...['-D', cluster.folder, '-p', String(port)],
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ])
  boundLog(cluster.log)
  const log = openSync(cluster.log, 'a', 0o600)
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

/** Fast shutdown, then immediate, then by force. */
export async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
  const gone = () =>
    readPostmaster(cluster.folder)?.pid !== pid || whoIs(pid, cluster.folder) !== 'postgres'
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (gone()) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < stopWithin_ms && !gone(); waited += look_ms) await pause(look_ms)
  }
}

/** The wished port when it is free, else any. */
export async function freePort(wished: number): Promise<number> {
  const found = wished > 0 ? await probe(wished) : 0
  return found > 0 ? found : await probe(0)
}

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer()
    listener.once('error', (error) => (port === 0 ? reject(error) : resolve(0)))
    listener.listen(port, '127.0.0.1', () => {
      const address = listener.address()
      listener.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** From this size on the log becomes the older file, and a new one begins. */
export const largestLog = 5_000_000

/**
 * Keeps the log from filling the disk. PostgreSQL appends to it all the while, so it is copied away
 * and cut, not renamed.
 */
export function boundLog(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size <= largestLog) return
  rmSync(`${log}.old`, { force: true })
  copyFileSync(log, `${log}.old`)
  truncateSync(log)
}

/** The end of the log, for a message. */
export function tailOf(log: string): string {
  try {
    return readFileSync(log, 'utf8').slice(-4_000)
  } catch {
    return ''
  }
}

/** True when the cluster's data folder is being served, as far as its pid file tells. */
export const isServed = ({ folder }: Cluster): boolean => {
  const postmaster = readPostmaster(folder)
  return postmaster !== null && whoIs(postmaster.pid, folder) === 'postgres'
}

/** Where the cluster's files lie in a data folder. */
export const clusterPlaces = (dataFolder: string): { folder: string; log: string } => ({
  folder: join(dataFolder, 'postgres'),
  log: join(dataFolder, 'postgres.log'),
})
