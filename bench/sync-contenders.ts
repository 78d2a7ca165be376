/** Ours and the peers, each a real process; those with a database have a PostgreSQL of their own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { cleanEnvironment } from '../e2e/support/a-server.ts'
import { type OnEnd, scratchFolder } from '../e2e/support/on-end.ts'
import { root } from '../scripts/project.ts'
import { serverFlags, serverMemory } from '../scripts/server-flags.ts'
import { startEmbeddedPostgres } from '../server/db/embedded-postgres.ts'
import { readPostmaster } from '../server/db/postmaster-pid.ts'
import { aChild } from './sync-child.ts'
import type { Speech } from './sync-jobs.ts'

/** A running server. */
export interface Contender {
  readonly speech: Speech
  readonly port: number
  readonly pid: number
  /** Its PostgreSQL. */
  readonly databasePid: number | null
  stop(): Promise<void>
}

export interface BenchDatabase {
  readonly url: string
  readonly pid: number
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
}

/** A PostgreSQL as our server brings it. */
export async function benchDatabase(onEnd: OnEnd, name: string): Promise<BenchDatabase> {
  const folder = scratchFolder(onEnd, name)
  const postgres = await startEmbeddedPostgres(folder)
  onEnd(() => postgres.stop())
  const pool = new pg.Pool({ connectionString: postgres.url, max: 1 })
  onEnd(() => pool.end())
  const pid = readPostmaster(join(folder, 'postgres'))?.pid
  if (pid === undefined) throw new Error('PostgreSQL has no pid file')
  return {
    url: postgres.url,
    pid,
    query: async <Row extends object>(sql: string, values: unknown[] = []) =>
      (await pool.query(sql, values)).rows as Row[],
  }
}

export async function startPeer(
  onEnd: OnEnd,
  speech: Exclude<Speech, 'ours'>,
  database: BenchDatabase,
  folder: string,
): Promise<Contender> {
  const files = {
    echo: 'sync-peer-echo.ts',
    committed: 'sync-peer-committed.ts',
    'y-websocket': 'sync-peer-y.ts',
    hocuspocus: 'sync-peer-hocuspocus.ts',
  }
  const env = speech === 'y-websocket' ? { YPERSISTENCE: folder } : {}
  const child = await aChild(onEnd, files[speech], [database.url], env as Record<string, string>)
  const port = await child.ask<number>({})
  const stores = speech === 'hocuspocus' || speech === 'committed'
  const databasePid = stores ? database.pid : null
  return { speech, port, pid: child.pid, databasePid, stop: child.stop }
}

/** Until the server says where it listens. */
const startWithin_ms = 60_000

export async function startOurs(
  onEnd: OnEnd,
  database: BenchDatabase,
  folder: string,
  file: string = join(root, 'out', 'server', 'main.js'),
): Promise<Contender> {
  const child = spawn(process.execPath, [...serverFlags, file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...cleanEnvironment(),
      ...serverMemory,
      NODE_ENV: 'production',
      PORT: '0',
      DATA_DIR: folder,
      DATABASE_URL: database.url,
    },
  })
  const stop = () => ended(child)
  onEnd(stop)
  const { port } = new URL(await readyUrl(child))
  const { pid = 0 } = child
  return { speech: 'ours', port: Number(port), pid, databasePid: database.pid, stop }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const patience = setTimeout(() => reject(new Error(`not ready: ${said}`)), startWithin_ms)
    child.once('exit', () => reject(new Error(`ended: ${said}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000)
      const url = /"url":"(http[^"]+)","msg":"ready"/.exec(said)?.[1]
      if (!url) return
      clearTimeout(patience)
      resolve(url)
    })
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await exit
  clearTimeout(patience)
}
