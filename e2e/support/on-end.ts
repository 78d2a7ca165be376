/** What a test or a tour started, undone in reverse order, each even when another one fails. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Registers how to undo something. */
export type OnEnd = (undo: () => Promise<void> | void) => void

export interface Ending {
  readonly onEnd: OnEnd
  end(): Promise<void>
}

export function anEnding(): Ending {
  const undos: (() => Promise<void> | void)[] = []
  return {
    onEnd: (undo) => {
      undos.push(undo)
    },
    async end() {
      const failures: unknown[] = []
      for (const undo of undos.splice(0).reverse()) {
        try {
          await undo()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, 'not everything could be ended')
    },
  }
}

class Interrupted extends Error {
  readonly code = 'interrupted'
  readonly retry = 'later'
}

/** Runs `work` and undoes what it registered, also when a signal interrupts it. */
export async function withEnding<T>(work: (onEnd: OnEnd) => Promise<T>): Promise<T> {
  const { onEnd, end } = anEnding()
  let stop = () => {}
  const interrupted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new Interrupted('interrupted'))
  })
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    return await Promise.race([work(onEnd), interrupted])
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await end()
  }
}

/** A folder of our own below the system's temporary one, removed at the end. */
export function scratchFolder(onEnd: OnEnd, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `copydesk-${name}-`))
  // A process that was killed may still be writing its last file: try more than once.
  onEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  return folder
}
