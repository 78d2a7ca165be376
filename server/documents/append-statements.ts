/**
 * The sure road of the append: judging each update, numbering, writing and waking the others in one
 * trip to the database, because trips are what a keystroke waits for. The function's text is in
 * migration 0002.
 */
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { NewsroomId } from '../../shared/model/ids.ts'
import { rolesThat } from '../../shared/model/permissions.ts'
import type { Db, Trx } from '../db/open-database.ts'
import type { Append, AppendRefusal } from './append.ts'
import { approvedStages } from './void-approval.ts'

/** Of snapshot and single updates together. A long read is a megabyte; this is somebody's mistake. */
export const largestStory = 64 * 1024 * 1024

/** What the log says about one update, in the order of the batch. */
export interface LogRow {
  readonly nth: number
  readonly verdict: 'logged' | AppendRefusal | 'busy' | 'approved'
  /** Set when it is logged. */
  readonly seq: number
  /** False when it was logged before. */
  readonly fresh: boolean
}

export interface LogMode {
  /** Write nothing, and say `approved`, when one of the stories holds an approval. */
  readonly onlyPlain: boolean
  /** Say `busy` of stories that somebody else holds instead of waiting for them. */
  readonly noWaiting: boolean
}

/** Logs a batch of one newsroom; without a transaction around it, it is one. */
export async function logUpdates(
  db: Db | Trx,
  newsroom: NewsroomId,
  batch: readonly Append[],
  { onlyPlain, noWaiting }: LogMode,
): Promise<readonly LogRow[]> {
  const { rows } = await sql<LogRow>`select * from log_updates(
    ${newsroom}, ${[...rolesThat('write')]}, ${[...approvedStages]}, ${onlyPlain}, ${noWaiting},
    ${largestStory},
    ${batch.map(({ story }) => story)}, ${batch.map(({ actor }) => actor.device)},
    ${batch.map(({ ref }) => ref)}, ${batch.map(({ actor }) => actor.person)},
    ${batch.map(({ actor }) => actor.session)}, ${batch.map(({ at }) => at ?? null)},
    ${digestsOf(batch)},
    ${batch.map(({ update }) => update.length)},
    ${Buffer.concat(batch.map(({ update }) => update))})`.execute(db)
  return rows
}

/** What tells the updates apart, 16 bytes each. */
export const digestsOf = (batch: readonly Append[]): Buffer =>
  Buffer.concat(batch.map(({ update }) => hash('sha256', update, 'buffer').subarray(0, 16)))
