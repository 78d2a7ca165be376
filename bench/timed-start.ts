/** One start of an Electron app, from spawning its process to the painted caret. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { cleanEnvironment } from '../e2e/support/a-server.ts'
import { isAlive, killHard } from '../e2e/support/processes.ts'
import { until } from '../e2e/support/until.ts'
import { electronExecutable } from '../scripts/electron-runtime.ts'
import { root } from '../scripts/project.ts'
import { sandboxSwitches } from '../scripts/sandbox.ts'

const startWithin_ms = 60_000

export interface TimedStart {
  readonly folder: string
  readonly userData: string
  /** Text that the editable with the caret must hold. */
  readonly text: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the app, waits for the caret, stops it again; answers the milliseconds between. */
export async function timedStart(start: TimedStart): Promise<number> {
  const runtime = await electronExecutable(() => {})
  const probe = ['-r', join(root, 'bench', 'start-probe.cjs')]
  const began = Date.now()
  const child = spawn(runtime.path, [...sandboxSwitches(runtime.path), ...probe, start.folder], {
    cwd: start.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...cleanEnvironment(),
      NODE_ENV: 'production',
      COPYDESK_USER_DATA: start.userData,
      START_PROBE_TEXT: start.text,
      ...start.env,
    },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const { pid } = child
  if (pid === undefined) throw new Error('Electron did not start')
  try {
    const at = await until(
      'the painted caret',
      () => /start-probe (\d+)/.exec(said)?.[1],
      startWithin_ms,
    ).catch((error: Error) => {
      throw new Error(`${error.message}\n${said.slice(-3000)}`)
    })
    return Number(at) - began
  } finally {
    child.kill('SIGTERM')
    await until('the app to quit', () => !isAlive(pid)).catch(() => killHard(pid))
  }
}
