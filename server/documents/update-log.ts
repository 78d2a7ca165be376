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
import { sql } from 'kysely'
import type { StoryFact } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { may } from '../../shared/model/permissions.ts'
import type { Instant } from '../../shared/model/time.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { grouped } from '../db/grouped.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { type Actor, loadPeople, validSessions } from '../db/people-rows.ts'
import { wake } from '../db/wake-ups.ts'
import { type LockedStory, lockStories, saveStoryFact } from './story-lock.ts'
import { factAfterEdit } from './void-approval.ts'

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

interface Row extends Append {
  readonly digest: Buffer
  readonly seq: number
}

/** Appends a batch of one newsroom in one transaction; results are in the batch's order. */
export async function appendBatch(
  db: Db,
  newsroom: NewsroomId,
  batch: readonly Append[],
): Promise<AppendResult[]> {
  return await db.transaction().execute(async (trx) => {
    const stories = await lockStories(trx, newsroom, [...new Set(batch.map(({ story }) => story))])
    const now = await databaseNow(trx)
    const refuse = await doorkeeper(trx, newsroom, batch, stories, now)
    const known = await knownSeqs(trx, newsroom, batch)
    const { results, rows } = numbered(batch, stories, known, refuse)
    if (rows.length > 0) {
      await insertRows(trx, newsroom, rows, now)
      await raiseHeads(trx, newsroom, rows)
      await voidApprovals(trx, newsroom, rows, stories, now)
      await wake(trx, 'log')
    }
    return results
  })
}

type Doorkeeper = (append: Append) => AppendRefusal | null

/** Asks the database, in the transaction of the append, what each writer may do now (VUL4). */
async function doorkeeper(
  trx: Trx,
  newsroom: NewsroomId,
  batch: readonly Append[],
  stories: Map<StoryId, LockedStory>,
  now: Instant,
): Promise<Doorkeeper> {
  const writers = [...new Set(batch.map(({ actor }) => actor.person))]
  const people: Map<UserId, Person> = await loadPeople(trx, newsroom, writers)
  const sessions = await validSessions(trx, uniqueSessions(batch), now)
  return ({ actor, story }) => {
    if (!sessions.has(actor.session.toString('hex'))) return 'not-signed-in'
    const locked = stories.get(story)
    if (!locked) return 'unknown-story'
    const person = people.get(actor.person)
    return person && may(person, 'write', locked.fact.desk) ? null : 'not-allowed'
  }
}

const uniqueSessions = (batch: readonly Append[]): Buffer[] => [
  ...new Map(batch.map(({ actor }) => [actor.session.toString('hex'), actor.session])).values(),
]

const digestOf = (update: Uint8Array): Buffer =>
  createHash('sha256').update(update).digest().subarray(0, 16)

/** Two sendings are the same when device, number and bytes are: a number alone may be reused. */
const sendingKey = (story: StoryId, device: string, ref: number, digest: Buffer): string =>
  `${story} ${device} ${ref} ${digest.toString('hex')}`

async function knownSeqs(
  trx: Trx,
  newsroom: NewsroomId,
  batch: readonly Append[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{
    story: StoryId
    device: string
    ref: number
    digest: Buffer
    seq: number
  }>`
    select u.story, u.device, u.ref, u.digest, u.seq
    from unnest(${batch.map(({ story }) => story)}::uuid[],
      ${batch.map(({ actor }) => actor.device)}::uuid[],
      ${batch.map(({ ref }) => ref)}::bigint[]) as b(story, device, ref)
    join story_update u on u.newsroom = ${newsroom} and u.story = b.story
      and u.device = b.device and u.ref = b.ref`.execute(trx)
  return new Map(
    rows.map((row) => [sendingKey(row.story, row.device, row.ref, row.digest), row.seq]),
  )
}

function numbered(
  batch: readonly Append[],
  stories: Map<StoryId, LockedStory>,
  known: Map<string, number>,
  refuse: Doorkeeper,
): { results: AppendResult[]; rows: Row[] } {
  const heads = new Map([...stories].map(([story, { seq }]) => [story, seq]))
  const rows: Row[] = []
  const results = batch.map((append): AppendResult => {
    const code = refuse(append)
    if (code) return { kind: 'refused', code }
    const digest = digestOf(append.update)
    const key = sendingKey(append.story, append.actor.device, append.ref, digest)
    const before = known.get(key)
    if (before !== undefined) return { kind: 'logged', seq: before, isNew: false }
    const seq = (heads.get(append.story) ?? 0) + 1
    heads.set(append.story, seq)
    known.set(key, seq)
    rows.push({ ...append, digest, seq })
    return { kind: 'logged', seq, isNew: true }
  })
  return { results, rows }
}

async function insertRows(trx: Trx, newsroom: NewsroomId, rows: Row[], now: Instant) {
  await sql`
    insert into story_update (newsroom, story, seq, device, ref, digest, author, at, bytes)
    select ${newsroom}::uuid, story, seq, device, ref, digest, author, at, bytes
    from unnest(${rows.map(({ story }) => story)}::uuid[], ${rows.map(({ seq }) => seq)}::bigint[],
      ${rows.map(({ actor }) => actor.device)}::uuid[], ${rows.map(({ ref }) => ref)}::bigint[],
      ${rows.map(({ digest }) => digest)}::bytea[],
      ${rows.map(({ actor }) => actor.person)}::uuid[],
      ${rows.map(({ at }) => at ?? now)}::bigint[],
      ${rows.map(({ update }) => Buffer.from(update))}::bytea[])
      as r(story, seq, device, ref, digest, author, at, bytes)`.execute(trx)
}

async function raiseHeads(trx: Trx, newsroom: NewsroomId, rows: Row[]): Promise<void> {
  const grown = [...grouped(rows, ({ story }) => story)].map(([story, all]) => ({
    story,
    seq: Math.max(...all.map(({ seq }) => seq)),
    updates: all.length,
    bytes: all.reduce((sum, { update }) => sum + update.length, 0),
  }))
  await sql`
    update story_head h set seq = g.seq, tail_updates = h.tail_updates + g.updates,
      tail_bytes = h.tail_bytes + g.bytes
    from unnest(${grown.map(({ story }) => story)}::uuid[],
      ${grown.map(({ seq }) => seq)}::bigint[], ${grown.map(({ updates }) => updates)}::int[],
      ${grown.map(({ bytes }) => bytes)}::bigint[]) as g(story, seq, updates, bytes)
    where h.newsroom = ${newsroom} and h.story = g.story`.execute(trx)
}

async function voidApprovals(
  trx: Trx,
  newsroom: NewsroomId,
  rows: Row[],
  stories: Map<StoryId, LockedStory>,
  now: Instant,
): Promise<void> {
  const voided: StoryFact[] = []
  for (const story of new Set(rows.map((row) => row.story))) {
    const locked = stories.get(story)
    const fact = locked && (await factAfterEdit(trx, newsroom, locked.fact, locked.seq, now))
    if (!fact) continue
    await saveStoryFact(trx, newsroom, fact)
    voided.push(fact)
  }
  if (voided.length === 0) return
  await appendFacts(trx, newsroom, voided, now, ['due'])
}
