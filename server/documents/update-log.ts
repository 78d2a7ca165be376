/**
 * The append-only log of every story.
 *
 *     live socket, push → append queue → [update log] → fan-out, document heads
 *
 * VUL1  An update is acknowledged only when its transaction has committed.
 * VUL2  The same update sent twice is logged once and gets the same seq.
 * VUL3  Seqs of a story have no gaps and become visible in order.
 * VUL4  Only people who may write on the story's desk, with a session that holds, are logged.
 * VUL5  An edit that changes an approved text voids the approval in the same transaction.
 */
import { createHash } from 'node:crypto'
import type { StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import { may } from '../../shared/model/permissions.ts'
import type { Instant } from '../../shared/model/time.ts'
import { appendFacts } from '../changes/change-feed.ts'
import type { Db, Trx } from '../db/open-database.ts'
import type { Actor } from '../db/people-rows.ts'
import {
  type AppendScene,
  type Asked,
  type LogRow,
  readScene,
  type Sending,
  writeRows,
} from './append-statements.ts'
import { lockHeads, saveStoryFact } from './story-lock.ts'
import { factAfterEdit, isApproved } from './void-approval.ts'

/** One checked update on its way into the log. */
export interface Append {
  readonly actor: Actor
  readonly story: StoryId
  readonly ref: number
  readonly update: Uint8Array
  /** When it was written, for importing what happened earlier; else the database's now. */
  readonly at?: Instant
}

export type AppendRefusal = 'unknown-story' | 'not-allowed' | 'not-signed-in'

export type AppendResult =
  | { readonly kind: 'logged'; readonly seq: number; readonly isNew: boolean }
  | { readonly kind: 'refused'; readonly code: AppendRefusal }

/** Appends a batch of one newsroom in one transaction; results are in the batch's order. */
export async function appendBatch(
  db: Db,
  newsroom: NewsroomId,
  batch: readonly Append[],
): Promise<AppendResult[]> {
  const digests = batch.map(({ update }) => digestOf(update))
  return await db.transaction().execute(async (trx) => {
    const stories = [...new Set(batch.map(({ story }) => story))]
    await lockHeads(trx, newsroom, stories)
    const scene = await readScene(trx, newsroom, asked(batch, digests))
    const { results, rows } = numbered(batch, digests, scene)
    if (rows.length > 0) {
      await writeRows(trx, newsroom, rows)
      await voidApprovals(trx, newsroom, rows, scene)
    }
    return results
  })
}

const digestOf = (update: Uint8Array): string =>
  createHash('sha256').update(update).digest('hex').slice(0, 32)

const hexOf = (session: Buffer): string => session.toString('hex')

function asked(batch: readonly Append[], digests: readonly string[]): Asked {
  const sessions = new Map(batch.map(({ actor }) => [hexOf(actor.session), actor.session]))
  return {
    sendings: batch.map((append, i) => sendingOf(append, digests[i] ?? '')),
    writers: [...new Set(batch.map(({ actor }) => actor.person))],
    sessions: [...sessions.values()],
  }
}

const sendingOf = ({ story, actor, ref }: Append, digest: string): Sending => ({
  story,
  device: actor.device,
  ref,
  digest,
})

/** Two sendings are the same when device, number and bytes are: a number alone may be reused. */
const keyOf = ({ story, device, ref, digest }: Sending): string =>
  `${story} ${device} ${ref} ${digest}`

type Doorkeeper = (append: Append) => AppendRefusal | null

/** Judges by what the database says in this transaction about each writer (VUL4). */
function doorkeeper({ stories, people, sessions }: AppendScene): Doorkeeper {
  const held = new Set(sessions)
  const desks = new Map(stories.map(({ story, desk }) => [story, desk]))
  const byId = new Map(people.map((person) => [person.id, person]))
  return ({ actor, story }) => {
    if (!held.has(hexOf(actor.session))) return 'not-signed-in'
    const desk = desks.get(story)
    if (!desk) return 'unknown-story'
    const person = byId.get(actor.person)
    return person && may(person, 'write', desk) ? null : 'not-allowed'
  }
}

function numbered(
  batch: readonly Append[],
  digests: readonly string[],
  scene: AppendScene,
): { results: AppendResult[]; rows: LogRow[] } {
  const refuse = doorkeeper(scene)
  const heads = new Map(scene.stories.map(({ story, seq }) => [story, seq]))
  const known = new Map(scene.known.map((sending) => [keyOf(sending), sending.seq]))
  const rows: LogRow[] = []
  const results = batch.map((append, i): AppendResult => {
    const code = refuse(append)
    if (code) return { kind: 'refused', code }
    const sending = sendingOf(append, digests[i] ?? '')
    const key = keyOf(sending)
    const before = known.get(key)
    if (before !== undefined) return { kind: 'logged', seq: before, isNew: false }
    const seq = (heads.get(append.story) ?? 0) + 1
    heads.set(append.story, seq)
    known.set(key, seq)
    const { update, actor, at = scene.now } = append
    rows.push({ ...sending, seq, author: actor.person, at, update })
    return { kind: 'logged', seq, isNew: true }
  })
  return { results, rows }
}

async function voidApprovals(
  trx: Trx,
  newsroom: NewsroomId,
  rows: readonly LogRow[],
  { stories, now }: AppendScene,
): Promise<void> {
  const written = new Set(rows.map(({ story }) => story))
  const approved = stories.filter(({ story, work }) => written.has(story) && isApproved(work))
  const voided: StoryFact[] = []
  for (const { story, seq } of approved) {
    const fact = await factAfterEdit(trx, newsroom, story, seq, now)
    if (!fact) continue
    await saveStoryFact(trx, newsroom, fact)
    voided.push(fact)
  }
  if (voided.length > 0) await appendFacts(trx, newsroom, voided, now, ['due'])
}
