/**
 * Programs that a script starts, each in a process group of its own.
 *
 * HS1  However a script ends, what it started, and what that started, is stopped.
 */
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
  SIGHUP: 1,
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
  const killGroup = () => {
    if (child.pid) signalGroup(child.pid, 'SIGKILL')
  }
  process.once('exit', killGroup)
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => {
      process.off('exit', killGroup)
      resolve(exitCodeOf(code, signal))
    })
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => {
      const pid = child.pid ?? 0
      resolve({ name: options.name, pid, ended, stop: () => endGroup(child, pid, ended) })
    })
  })
}

/** npm passes Ctrl-C on to us although the terminal told us, too: one press, two signals. */
const onePress_ms = 1000

/** How often we look whether npm, which started us, is still there. */
const lookAtParent_ms = 500

/**
 * npm runs us through a shell that does not pass SIGTERM on: when npm is told to stop, all we see is
 * that our parent is gone.
 */
function onParentGone(act: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid !== parent) act()
  }, lookAtParent_ms)
  looking.unref()
}

/** Resolves with the exit code to use once the user asks to stop; asked again, it exits at once. */
function interruption(): Promise<number> {
  return new Promise((resolve) => {
    let first = 0
    onParentGone(() => resolve(exitCodeOf(null, 'SIGTERM')))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        first ||= Date.now()
        if (Date.now() - first > onePress_ms) process.exit(exitCodeOf(null, signal))
        resolve(exitCodeOf(null, signal))
      })
    }
  })
}

export type OnEnd = (stop: () => Promise<void>) => void

/**
 * Runs `work` and, however it ends (return, failure, Ctrl-C, SIGTERM), stops what it registered, last
 * started first.
 */
export async function withCleanup(work: (onEnd: OnEnd) => Promise<number>): Promise<number> {
  const stops: (() => Promise<void>)[] = []
  let over = false
  const onEnd: OnEnd = (stop) => {
    // Work that was interrupted may still be starting something.
    if (over) void stop()
    else stops.push(stop)
  }
  try {
    return await Promise.race([work(onEnd), interruption()])
  } finally {
    over = true
    for (const stop of stops.reverse()) await stop()
  }
}
