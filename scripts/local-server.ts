/** A server of ours on this machine, started for the desk beside it. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Child, startChild } from './children.ts'
import { freePort } from './free-port.ts'
import { root } from './project.ts'
import { serverFlags, serverMemory } from './server-flags.ts'

/** First start on a slow disk: a new PostgreSQL and the whole sample newsroom. */
const patience_ms = 180_000

export class ServerDidNotStart extends Error {
  readonly code = 'server-did-not-start'
  readonly retry = 'never'
}

export type LocalServer = { readonly url: string; readonly child: Child }

function lastLines(file: string, count: number): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/v1/health`, { signal: AbortSignal.timeout(2000) })
    return answer.ok
  } catch {
    return false
  }
}

async function becomesHealthy(url: string, child: Child, log: string): Promise<void> {
  let ended: number | undefined
  child.ended.then((code) => {
    ended = code
  })
  const deadline = Date.now() + patience_ms
  while (!(await isHealthy(url))) {
    if (ended !== undefined || Date.now() > deadline) {
      const what = ended === undefined ? 'did not answer in time' : `ended with code ${ended}`
      throw new ServerDidNotStart(
        `The server ${what}. Its last words (${log}):\n${lastLines(log, 20)}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Starts the built server on a free port and waits until it is healthy. */
export async function startLocalServer(options: {
  readonly data: string
  readonly log: string
  readonly env: NodeJS.ProcessEnv
  readonly onStarted: (child: Child) => void
}): Promise<LocalServer> {
  mkdirSync(options.data, { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = await startChild({
    name: 'server',
    program: process.execPath,
    args: [...serverFlags, join(root, 'out', 'server', 'main.js')],
    cwd: root,
    env: { ...serverMemory, ...options.env, PORT: String(port), DATA_DIR: options.data },
    log: options.log,
  })
  options.onStarted(child)
  await becomesHealthy(url, child, options.log)
  return { url, child }
}
