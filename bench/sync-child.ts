/** A part of the bench in a process of its own: it is told one thing at a time and answers. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { cleanEnvironment } from '../e2e/support/a-server.ts'
import type { OnEnd } from '../e2e/support/on-end.ts'

export interface Child {
  readonly pid: number
  /** Sends a message and waits for the next one that comes back. */
  ask<Answer>(message: unknown): Promise<Answer>
  stop(): Promise<void>
}

export class ChildFailed extends Error {
  readonly code = 'bench-child-failed'
  readonly retry = 'never'
}

type Reply = { readonly ok: true; readonly answer: unknown } | { readonly ok: false; why: string }

/** Starts bench/`file`; it is stopped at the end, whatever happens. */
export async function aChild(
  onEnd: OnEnd,
  file: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Child> {
  const child = fork(join(import.meta.dirname, file), args, {
    env: { ...cleanEnvironment(), NODE_ENV: 'production', ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000)
  })
  const ended = once(child, 'exit').then(() => {
    throw new ChildFailed(`${file} ended: ${said}`)
  })
  ended.catch(() => {})
  const stop = () => endOf(child)
  onEnd(stop)
  return {
    pid: child.pid ?? 0,
    async ask<Answer>(message: unknown) {
      const answered = once(child, 'message') as Promise<[Reply]>
      child.send(message as object)
      const [reply] = await Promise.race([answered, ended])
      if (!reply.ok) throw new ChildFailed(`${file}: ${reply.why}`)
      return reply.answer as Answer
    },
    stop,
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(patience)
}

/** The other side: answers what the parent asks. */
export function answerParent<Message>(answer: (message: Message) => unknown): void {
  process.on('message', (message: Message) => {
    Promise.resolve()
      .then(() => answer(message))
      .then(
        (value) => process.send?.({ ok: true, answer: value } satisfies Reply),
        (error: unknown) =>
          process.send?.({ ok: false, why: String((error as Error)?.stack) } satisfies Reply),
      )
  })
  // An orphan must not run on.
  process.on('disconnect', () => process.exit(0))
}
