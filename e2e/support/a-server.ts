/** A real server process, run as `npm run server` runs it, alone in its own data folder. */
import { type ChildProcess, spawn } from 'node:child_process'
import { root } from '../../scripts/project.ts'
import { serverFlags, serverMemory } from '../../scripts/server-flags.ts'
import { type OnEnd, scratchFolder } from './on-end.ts'
import { isAlive, killHard, postmasterOf, signal } from './processes.ts'
import { copySample } from './sample-data.ts'
import { serverBundle } from './server-bundle.ts'
import { until } from './until.ts'

export interface AServer {
  readonly url: string
  readonly pid: number
  readonly data: string
  /** Everything it has said so far: one JSON object a line. */
  said(): string
  /** SIGKILL: no goodbye, no clean-up; its PostgreSQL is left behind. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Folder of an earlier server, to start again on what it left. */
  readonly data?: string
  /** The port to listen on; a free one when not given. */
  readonly port?: number
  /** More of its environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** A new PostgreSQL and the whole sample newsroom on a busy machine. */
const firstStart_ms = 180_000

export class ServerFailed extends Error {
  readonly code = 'server-failed'
  readonly retry = 'never'
}

/** Our environment without what would point the program at somebody else's data. */
export function cleanEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /^(COPYDESK_|DATABASE_URL|DATA_DIR|PORT$|NODE_OPTIONS)/.test(name)
      ? []
      : [[name, value] as const],
  )
  return Object.fromEntries(entries)
}

function readyUrl(said: string): string | undefined {
  for (const line of said.split('\n')) {
    if (!line.includes('"ready"')) continue
    const entry = JSON.parse(line) as { msg?: string; url?: string }
    if (entry.msg === 'ready' && entry.url) return entry.url
  }
  return undefined
}

async function stopPostgres(data: string): Promise<void> {
  const postmaster = postmasterOf(data)
  if (postmaster === undefined) return
  signal(postmaster, 'SIGINT')
  await until('PostgreSQL to stop', () => !isAlive(postmaster), 20_000)
}

async function stopServer(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await until('the server to stop', () => !isAlive(pid), 15_000).catch(() => killHard(pid))
}

/**
 * Starts a server and waits for its `ready` line. Without a folder of its own it gets a copy of the
 * sample newsroom. At the end it is stopped, and with it the PostgreSQL of a folder that is ours.
 */
export async function aServer(onEnd: OnEnd, options: ServerOptions = {}): Promise<AServer> {
  if (options.data) return await runServer(onEnd, options.data, options)
  const data = scratchFolder(onEnd, 'server')
  onEnd(() => stopPostgres(data))
  await copySample(data, async (ended, folder) => {
    ended(() => stopPostgres(folder))
    await runServer(ended, folder, {})
  })
  return await runServer(onEnd, data, options)
}

async function runServer(onEnd: OnEnd, data: string, options: ServerOptions): Promise<AServer> {
  const child = spawn(process.execPath, [...serverFlags, serverBundle()], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...cleanEnvironment(),
      ...serverMemory,
      NODE_ENV: 'production',
      PORT: String(options.port ?? 0),
      DATA_DIR: data,
      COPYDESK_SAMPLE: '1',
      ...options.env,
    },
  })
  const { pid } = child
  if (pid === undefined) throw new ServerFailed('the server process did not start')
  let said = ''
  let ended: string | null = null
  // Its last words may still be in the pipes when it is dead already: `close` comes after them.
  child.once('close', (code, by) => {
    ended = `the server ended at once, ${by ?? `with ${code}`}`
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  onEnd(() => stopServer(child, pid))
  const url = await until(
    'the server to be ready',
    () => {
      if (ended !== null) return { ended }
      return readyUrl(said)
    },
    firstStart_ms,
  ).catch((error: Error) => {
    throw new ServerFailed(`${error.message}\n${said.slice(-4000)}`)
  })
  if (typeof url === 'object') throw new ServerFailed(`${url.ended}:\n${said.slice(-4000)}`)
  return {
    url,
    pid,
    data,
    said: () => said,
    kill: () => killHard(pid),
    stop: () => stopServer(child, pid),
  }
}
