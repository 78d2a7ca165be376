/**
 * The two statements around an append. Each is one trip to the database: trips, not work, are what
 * a keystroke waits for.
 */
import { sql } from 'kysely'
import type { Work } from '../../shared/model/facts.ts'
import type { DeskId, DeviceId, NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import type { Instant } from '../../shared/model/time.ts'
import { grouped } from '../db/grouped.ts'
import type { Trx } from '../db/open-database.ts'
import { peopleAsJson } from '../db/people-rows.ts'
import { notifyOf } from '../db/wake-ups.ts'

/** One sending of an update, told from others by all four. */
export interface Sending {
  readonly story: StoryId
  readonly device: DeviceId
  readonly ref: number
  /** Hex. */
  readonly digest: string
}

export interface StoryAtAppend {
  readonly story: StoryId
  readonly seq: number
  readonly desk: DeskId
  readonly work: Work['at']
}

/** All that decides about a batch, read at one moment under the stories' locks. */
export interface AppendScene {
  readonly now: Instant
  readonly stories: readonly StoryAtAppend[]
  readonly people: readonly Person[]
  /** Hashes of the sessions that hold, in hex. */
  readonly sessions: readonly string[]
  readonly known: readonly (Sending & { readonly seq: number })[]
}

export interface Asked {
  readonly sendings: readonly Sending[]
  readonly writers: readonly UserId[]
  readonly sessions: readonly Buffer[]
}

/** Reads the scene; call it when the stories' heads are locked. */
export async function readScene(
  trx: Trx,
  newsroom: NewsroomId,
  { sendings, writers, sessions }: Asked,
): Promise<AppendScene> {
  const stories = sendings.map(({ story }) => story)
  const { rows } = await sql<AppendScene>`
    with moment as (
      select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now)
    select moment.now,
      (select coalesce(jsonb_agg(jsonb_build_object('story', h.story, 'seq', h.seq,
          'desk', s.fact->>'desk', 'work', s.fact->'work'->>'at')), '[]')
        from story_head h join story s on s.newsroom = h.newsroom and s.id = h.story
        where h.newsroom = ${newsroom} and h.story = any(${stories}::uuid[])) as stories,
      ${peopleAsJson(newsroom, writers)} as people,
      (select coalesce(jsonb_agg(encode(token_hash, 'hex')), '[]') from session
        where token_hash = any(${[...sessions]}::bytea[])
          and expires_at > moment.now) as sessions,
      (select coalesce(jsonb_agg(jsonb_build_object('story', u.story, 'device', u.device,
          'ref', u.ref, 'digest', encode(u.digest, 'hex'), 'seq', u.seq)), '[]')
        from unnest(${stories}::uuid[], ${sendings.map(({ device }) => device)}::uuid[],
          ${sendings.map(({ ref }) => ref)}::bigint[]) as b(story, device, ref)
        join story_update u on u.newsroom = ${newsroom} and u.story = b.story
          and u.device = b.device and u.ref = b.ref) as known
    from moment`.execute(trx)
  const [scene] = rows
  if (!scene) throw new Error('a statement without from gives one row')
  return scene
}

export interface LogRow extends Sending {
  readonly seq: number
  readonly author: UserId
  readonly at: Instant
  readonly update: Uint8Array
}

/** Writes the rows, raises the stories' heads and wakes the other processes. */
export async function writeRows(
  trx: Trx,
  newsroom: NewsroomId,
  rows: readonly LogRow[],
): Promise<void> {
  const grown = [...grouped(rows, ({ story }) => story)].map(([story, all]) => ({
    story,
    seq: Math.max(...all.map(({ seq }) => seq)),
    updates: all.length,
    bytes: all.reduce((sum, { update }) => sum + update.length, 0),
  }))
  await sql`
    with logged as (
      insert into story_update (newsroom, story, seq, device, ref, digest, author, at, bytes)
      select ${newsroom}::uuid, story, seq, device, ref, decode(digest, 'hex'), author, at, bytes
      from unnest(${rows.map(({ story }) => story)}::uuid[],
        ${rows.map(({ seq }) => seq)}::bigint[], ${rows.map(({ device }) => device)}::uuid[],
        ${rows.map(({ ref }) => ref)}::bigint[], ${rows.map(({ digest }) => digest)}::text[],
        ${rows.map(({ author }) => author)}::uuid[], ${rows.map(({ at }) => at)}::bigint[],
        ${rows.map(({ update }) => Buffer.from(update))}::bytea[])
        as r(story, seq, device, ref, digest, author, at, bytes)),
    raised as (
      update story_head h set seq = g.seq, tail_updates = h.tail_updates + g.updates,
        tail_bytes = h.tail_bytes + g.bytes
      from unnest(${grown.map(({ story }) => story)}::uuid[],
        ${grown.map(({ seq }) => seq)}::bigint[], ${grown.map(({ updates }) => updates)}::int[],
        ${grown.map(({ bytes }) => bytes)}::bigint[]) as g(story, seq, updates, bytes)
      where h.newsroom = ${newsroom} and h.story = g.story)
    ${notifyOf(['log'])}`.execute(trx)
}
