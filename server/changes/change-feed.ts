/**
 * The change feed: every fact of a newsroom, its newest form only, in the order of agreement.
 *
 *     command desk, log, scheduler → [change feed] → desks, reader's pages
 *
 * VCF1  A reader who goes on from its cursor misses no fact, however many write at once.
 * VCF2  A fresh desk reads one row a fact, not its history.
 * VCF3  A reader gets no fact of a story that they may not read; positions go on without it.
 * VCF4  Who may read more than before, of a desk or of a story that goes live, gets all that they
 *      were not sent.
 * VCF5  That a text was set aside is told to its author and the chiefs of its desk, nobody else.
 */
import assert from 'node:assert'
import { sql } from 'kysely'
import { type Fact, factKey, type SetAsideFact, type StoryFact } from '../../shared/model/facts.ts'
import type { DeskId, NewsroomId, StoryId } from '../../shared/model/ids.ts'
import { mayRead, type Reach, standingOf } from '../../shared/model/reading.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Change, ChangesPage, Cursor } from '../../shared/protocol/changes.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { chiefDesks, notReadable, type Reader, reachNow } from '../db/reading-rows.ts'
import { type Topic, wake } from '../db/wake-ups.ts'
import { hasGrownSince, markOf } from './reach-mark.ts'

/** First half of the advisory lock's key; the second is the newsroom's hash. */
const feedLock = 7_023

/**
 * Appends facts at the end of a transaction. Call it late: from here until the commit all other
 * writers of this newsroom wait, which is what makes positions visible in order (VCF1).
 * `wakes` are told together with the feed's readers. Returns the position of the last fact.
 */
export async function appendFacts(
  trx: Trx,
  newsroom: NewsroomId,
  facts: readonly Fact[],
  at: Instant,
  wakes: readonly Topic[] = [],
): Promise<number> {
  await holdFeed(trx, newsroom)
  const keys = facts.map(factKey)
  const { rows } = await sql<{ last: number }>`
    with incoming as (
      select nextval('feed_position') as position, key, fact
      from unnest(${keys}::text[], ${facts.map((fact) => JSON.stringify(fact))}::text[])
        with ordinality as f(key, fact, nth) order by nth),
    written as (
      insert into feed (newsroom, position, fact_key, at, fact)
      select ${newsroom}::uuid, position, key, ${at}::bigint, fact::jsonb from incoming
      on conflict (newsroom, fact_key) do update
        set position = excluded.position, at = excluded.at, fact = excluded.fact
      returning position)
    select max(position)::bigint as last from written`.execute(trx)
  await wake(trx, 'feed', ...wakes)
  const last = rows[0]?.last
  assert(last, 'appended no facts')
  return last
}

/**
 * From here until the commit nobody else appends. A statement of its own: the next one must see
 * what the lock's last holder committed.
 */
export async function holdFeed(trx: Trx, newsroom: NewsroomId): Promise<void> {
  await sql`select pg_advisory_xact_lock(${feedLock}, hashtext(${newsroom}::text))`.execute(trx)
}

/** The newest position of a newsroom, 0 for none. */
export async function feedHead(db: Db | Trx, newsroom: NewsroomId): Promise<number> {
  const { rows } = await sql<{ head: number }>`
    select coalesce(max(position), 0)::bigint as head from feed
    where newsroom = ${newsroom}`.execute(db)
  return rows[0]?.head ?? 0
}

/** Identity of the history that positions belong to. */
export async function epochOf(db: Db | Trx, newsroom: NewsroomId): Promise<string> {
  const row = await db
    .selectFrom('newsroom')
    .select('epoch')
    .where('id', '=', newsroom)
    .executeTakeFirstOrThrow()
  return row.epoch
}

/** Facts after a position, oldest first. */
export async function changesAfter(
  db: Db | Trx,
  newsroom: NewsroomId,
  after: number,
  limit: number,
): Promise<Change[]> {
  return await db
    .selectFrom('feed')
    .select(['position', 'at', 'fact'])
    .where('newsroom', '=', newsroom)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute()
}

/** Where to read on; without an epoch, in whatever history there is. */
export type FeedCursor = Omit<Cursor, 'epoch'> & { readonly epoch?: string | undefined }

/**
 * One page of the feed, as far as its reader may see it. A cursor of another epoch starts over: the
 * database was restored from a backup, and what the desk holds may be newer than what is here. So
 * does the cursor of somebody who may read more than when they got it.
 */
export async function readChanges(
  db: Db,
  reader: Reader,
  cursor: FeedCursor,
  limit: number,
): Promise<ChangesPage> {
  const { reach, epoch } = await reachNow(db, reader)
  const goesOn = cursor.epoch === undefined || cursor.epoch === epoch
  const isWhole = cursor.reach === undefined || !hasGrownSince(reach, cursor.reach)
  const after = goesOn && isWhole ? cursor.after : 0
  const found = await changesAfter(db, reader.newsroom, after, limit + 1)
  const rows = found.slice(0, limit)
  const strange = await notReadable(
    db,
    reader,
    rows.flatMap(({ fact }) => storyToldOf(fact) ?? []),
  )
  const desks = rows.some(({ fact }) => isSetAside(fact)) ? await chiefDesks(db, reader) : noDesks
  const shown = rows.filter(({ fact }) =>
    isSetAside(fact) ? mayHear(fact, reader, desks) : isShown(fact, reach, strange),
  )
  return {
    epoch,
    changes: [...shown, ...(await headsPassedOver(db, reader.newsroom, shown, reach))],
    removed: rows.flatMap(({ fact }) => (isRemoved(fact, reach) ? [fact.id] : [])),
    next: rows.at(-1)?.position ?? after,
    reach: markOf(reach),
    more: found.length > limit,
    now: await databaseNow(db),
  }
}

/** A story that went live is new to those of other desks: its head was not for them until then. */
async function headsPassedOver(
  db: Db,
  newsroom: NewsroomId,
  shown: readonly Change[],
  reach: Reach,
): Promise<Change[]> {
  const keys = shown.flatMap(({ fact }) => {
    if (fact.type !== 'story') return []
    const isTheirs = mayRead(reach, { ...standingOf(fact), publication: 'unpublished' })
    return isTheirs ? [] : [`document-head:${fact.id}`]
  })
  if (keys.length === 0) return []
  return await db
    .selectFrom('feed')
    .select(['position', 'at', 'fact'])
    .where('newsroom', '=', newsroom)
    .where('fact_key', 'in', keys)
    .execute()
}

/** The story that a fact tells of without being the story's own. */
const storyToldOf = (fact: Fact): StoryId | null =>
  fact.type === 'document-head' || fact.type === 'text-gap' ? fact.story : null

function isShown(fact: Fact, reach: Reach, strange: ReadonlySet<StoryId>): boolean {
  if (fact.type === 'story') return mayRead(reach, standingOf(fact))
  const story = storyToldOf(fact)
  return story === null || !strange.has(story)
}

const noDesks: ReadonlySet<DeskId> = new Set()
const isSetAside = (fact: Fact): fact is SetAsideFact => fact.type === 'set-aside'

const mayHear = (
  { author, desk }: SetAsideFact,
  { person }: Reader,
  chiefOf: ReadonlySet<DeskId>,
): boolean => author === person || (desk !== null && chiefOf.has(desk))

/** Everybody could read it while it was live. */
const isRemoved = (fact: Fact, reach: Reach): fact is StoryFact =>
  fact.type === 'story' && fact.publication.at === 'taken-down' && !mayRead(reach, standingOf(fact))
