/** Programs that a script starts: each in its own process group, all ended before the script ends. */
import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'

/** Time for a program to save its work and leave before it is killed. */
const patience_ms = 15_000

export type Child = {
  readonly name: string
  readonly pid: number
  /** Exit code, once it ended; 128 + n after a signal, as a shell counts. */
  readonly ended: Promise<number>
  stop(): Promise<void>
}

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = {
  SIGINT: 2,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
}

/** A shell's number for how a process ended. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + ((signal && signalNumbers[signal]) ?? 0)
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // ESRCH: the whole group is gone already, which is what we want.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function endGroup(child: ChildProcess, pid: number, ended: Promise<number>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  const killing = setTimeout(() => signalGroup(pid, 'SIGKILL'), patience_ms)
  await ended
  clearTimeout(killing)
  // What it left behind in its group has no parent any more.
  signalGroup(pid, 'SIGKILL')
}

export type ChildOptions = {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  /** Output goes to this file, or to ours. */
  readonly log?: string
}

/** Starts a program in a process group of its own. */
export function startChild(options: ChildOptions): Promise<Child> {
  const log = options.log ? openSync(options.log, 'a') : ('inherit' as const)
  const child = spawn(options.program, options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
  })
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => {
      const pid = child.pid ?? 0
      resolve({ name: options.name, pid, ended, stop: () => endGroup(child, pid, ended) })
    })
  })
}

/**
 * Runs `work` and, however it ends (return, failure, Ctrl-C, SIGTERM), stops what it registered, last
 * started first. A second Ctrl-C does not wait.
 */
export async function withCleanup(
  work: (
    onEnd: (stop: () => Promise<void>) => void,
    interrupted: Promise<number>,
  ) => Promise<number>,
): Promise<number> {
  const stops: (() => Promise<void>)[] = []
  const interrupted = new Promise<number>((resolve) => {
    let signals = 0
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        signals += 1
        if (signals > 1) process.exit(exitCodeOf(null, signal))
        resolve(signal === 'SIGINT' ? 130 : 143)
      })
    }
  })
  const stopping = async () => {
    for (const stop of stops.reverse()) await stop()
  }
  try {
    return await Promise.race([work((stop) => stops.push(stop), interrupted), interrupted])
  } finally {
    await stopping()
  }
}
