/** Background work on logs when the database has gone: stopping, and what was left undone. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { newNewsroomId, newStoryId, newUserId } from '../../shared/model/ids.ts'
import { openDatabase } from '../db/open-database.ts'
import type { AppendQueue, Logged, LoggedListener } from './append-queue.ts'
import { compactLogs } from './compaction.ts'
import { sweepHeads } from './head-sweep.ts'

/** A database that does not answer, and a queue that has just logged something. */
function aDeadNewsroom() {
  const database = openDatabase('postgres://nobody@127.0.0.1:9/nothing', () => {})
  onTestFinished(() => database.close())
  const listeners = new Set<LoggedListener>()
  const queue: AppendQueue = {
    append: async () => ({ kind: 'logged', seq: 1 }),
    onLogged(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    drain: async () => {},
  }
  const logged = {
    newsroom: newNewsroomId(),
    story: newStoryId(),
    seq: 1,
    update: new Uint8Array(),
    by: newUserId(),
    device: newUserId(),
  } as unknown as Logged
  const log = () => {
    for (const listen of listeners) listen([logged])
  }
  return { db: database.db, queue, log }
}

describe('stopping while the database is away', () => {
  it('[VST2] ends the compaction, whose thread is closed too', async () => {
    const { db, queue, log } = aDeadNewsroom()
    let closed = false
    const worker = {
      compact: async () => new Uint8Array(),
      lookThrough: async () => ({ have: new Uint8Array(), missing: [] }),
      close: async () => {
        closed = true
      },
    }
    const compaction = compactLogs(db, queue, worker, () => {})
    log()
    await expect(compaction.run()).rejects.toThrow()
    // What was due then is due still.
    const again = compaction.run()
    const failed = expect(again).rejects.toThrow()
    await compaction.close()
    await failed
    expect(closed).toBe(true)
  })

  it('[VST2] ends after the story that is being compacted, however many are due', async () => {
    const { queue, log } = aDeadNewsroom()
    const due = { newsroom: newNewsroomId(), seq: 1000, snapshot_seq: 0 }
    const answers: unknown[][] = [
      Array.from({ length: 50 }, () => ({ ...due, story: newStoryId() })),
    ]
    const entry = (seq: number) => ({ seq, bytes: Buffer.alloc(1), authors: [] })
    const executor = {
      transformQuery: (node: unknown) => node,
      compileQuery: (node: unknown) => node,
      executeQuery: async () => ({ rows: answers.shift() ?? [entry(1), entry(2)] }),
    }
    const db = { getExecutor: () => executor, transaction: () => ({ execute: async () => {} }) }
    const begun: (() => void)[] = []
    const worker = {
      compact: () => new Promise<Uint8Array>((end) => begun.push(() => end(new Uint8Array()))),
      lookThrough: async () => ({ have: new Uint8Array(), missing: [] }),
      close: async () => {},
    }
    const compaction = compactLogs(db as never, queue, worker, () => {})
    log()
    const running = compaction.run()
    await expect.poll(() => begun.length).toBe(1)
    const closed = compaction.close()
    begun[0]?.()
    await Promise.all([running, closed])
    expect(begun).toHaveLength(1)
  })

  it('[VST2] ends the sweep of heads', async () => {
    const { db, queue, log } = aDeadNewsroom()
    const errors: unknown[] = []
    const heads = sweepHeads(db, queue, (error) => errors.push(error))
    log()
    const failed = expect(heads.sweep()).rejects.toThrow()
    await heads.close()
    await failed
    expect(errors).toHaveLength(1)
  })
})
