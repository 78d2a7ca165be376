/**
 * The append-only log of every story.
 *
 *     live socket, push → append queue → [update log] → fan-out, document heads
 *
 * VUL1  An update is acknowledged only when its transaction has committed.
 * VUL2  The same update sent twice is logged once and gets the same seq.
 * VUL3  Seqs of a story have no gaps and become visible in order.
 * VUL4  Only people who may write on the story's desk, with a session that holds, are logged.
 * VLM1  A story whose log would grow beyond its limit is refused with a reason; others go on.
 * VUL5  An edit that changes an approved text voids the approval in the same transaction.
 */
import { sql } from 'kysely'
import type { StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import type { Append, AppendRefusal } from './append.ts'
import { type LogRow, logUpdates } from './append-statements.ts'
import { logPlain } from './log-plain.ts'
import { saveStoryFact } from './story-lock.ts'
import { approvedStages, factAfterEdit } from './void-approval.ts'

export type AppendResult =
  | { readonly kind: 'logged'; readonly seq: number; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly code: AppendRefusal }
  /** Somebody else holds the story: append it again, and wait. */
  | { readonly kind: 'busy' }

export interface AppendMode {
  /** Stories that somebody else holds at this moment come back as `busy`. */
  readonly noWaiting?: boolean
  /** False when no other server process is there to be told. */
  readonly wake?: boolean
}

/** Appends a batch of one newsroom in one transaction; results are in the batch's order. */
export async function appendBatch(
  db: Db,
  newsroom: NewsroomId,
  batch: readonly Append[],
  { noWaiting = false, wake = true }: AppendMode = {},
): Promise<AppendResult[]> {
  const seqs = await logPlain(db, newsroom, batch, { wake })
  if (seqs) return seqs.map((seq) => ({ kind: 'logged', seq, isNew: true }))
  const rows = await logUpdates(db, newsroom, batch, { onlyPlain: true, noWaiting })
  if (rows[0]?.verdict !== 'approved') return rows.map(resultOf)
  return await db.transaction().execute(async (trx) => {
    const logged = await logUpdates(trx, newsroom, batch, { onlyPlain: false, noWaiting })
    await voidApprovals(trx, newsroom, firstSeqs(batch, logged))
    return logged.map(resultOf)
  })
}

function resultOf({ verdict, seq, fresh }: LogRow): AppendResult {
  if (verdict === 'logged') return { kind: 'logged', seq, isNew: fresh }
  if (verdict === 'busy') return { kind: 'busy' }
  if (verdict === 'approved') throw new Error('a batch of approved stories was not logged')
  return { kind: 'refused', code: verdict }
}

/** The first new seq of each story that was written to. */
function firstSeqs(batch: readonly Append[], rows: readonly LogRow[]): Map<StoryId, number> {
  const first = new Map<StoryId, number>()
  for (const { nth, verdict, seq, fresh } of rows) {
    const story = batch[nth - 1]?.story
    if (story && verdict === 'logged' && fresh && !first.has(story)) first.set(story, seq)
  }
  return first
}

async function voidApprovals(
  trx: Trx,
  newsroom: NewsroomId,
  written: ReadonlyMap<StoryId, number>,
): Promise<void> {
  const { rows } = await sql<{ id: StoryId }>`select id from story
    where newsroom = ${newsroom} and id = any(${[...written.keys()]}::uuid[])
      and fact->'work'->>'at' = any(${[...approvedStages]})`.execute(trx)
  const now = await databaseNow(trx)
  const voided: StoryFact[] = []
  for (const { id } of rows) {
    const fact = await factAfterEdit(trx, newsroom, id, (written.get(id) ?? 1) - 1, now)
    if (!fact) continue
    await saveStoryFact(trx, newsroom, fact)
    voided.push(fact)
  }
  if (voided.length > 0) await appendFacts(trx, newsroom, voided, now, ['due'])
}
