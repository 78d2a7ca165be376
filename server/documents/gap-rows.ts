/** Rows of the gap sweep: which logs to look through, and what was found in them. */
import { sql } from 'kysely'
import type { TextGapFact } from '../../shared/model/facts.ts'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import type { Instant } from '../../shared/model/time.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { grouped } from '../db/grouped.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import { day_ms, type GapStep, gapStep, type NotedGap } from './gap-step.ts'
import type { Missing, Shown } from './look-through.ts'
import type { TouchedStory } from './quiet-stories.ts'

/** A log to look through, and how long it is. */
export interface DueLook {
  readonly newsroom: NewsroomId
  readonly story: StoryId
  readonly seq: number
  readonly bytes: number
  /** Rows that are not there: seqs have no gaps (VUL3), but a disk may. */
  readonly lost: number
}

/** What a log was found to be; null when it could not be read at all. */
export interface Looked extends DueLook {
  readonly shown: Shown | null
}

/** What followed from it, for whoever watches over the server. */
export interface Noted {
  readonly story: StoryId
  readonly step: GapStep
  /** How long it has been missing, in milliseconds. */
  readonly age: number
}

/** One statement is one moment: a compaction between two would seem to lose rows. */
const columns = sql`h.newsroom, h.story, h.seq, h.snapshot_bytes + h.tail_bytes as bytes,
  (h.seq - coalesce(s.seq, 0) - (select count(*) from story_update u
    where u.newsroom = h.newsroom and u.story = h.story and u.seq <= h.seq
      and u.seq > coalesce(s.seq, 0) and u.bytes is not null))::int as lost`
const snapshot = sql`left join story_snapshot s on s.newsroom = h.newsroom and s.story = h.story`

/** Stories among these whose logs have grown since they were last looked through. */
export async function grownLogs(db: Db, among: readonly TouchedStory[]): Promise<DueLook[]> {
  const { rows } = await sql<DueLook>`
    select ${columns} from unnest(${among.map(({ newsroom }) => newsroom)}::uuid[],
      ${among.map(({ story }) => story)}::uuid[]) as t(newsroom, story)
    join story_head h on h.newsroom = t.newsroom and h.story = t.story
    left join story_check c on c.newsroom = h.newsroom and c.story = h.story
    ${snapshot}
    where h.seq > coalesce(c.seq, 0)`.execute(db)
  return rows
}

/** Who writes without a pause is looked at by the server that hears it, now and then. */
const resting_ms = 10_000

/**
 * All stories whose logs have grown since, at most so many; without `alsoBusy` those in which
 * nobody writes now. It goes through every story there is: names alone, nothing is counted.
 */
export async function grownStories(
  db: Db,
  { alsoBusy, limit }: { readonly alsoBusy: boolean; readonly limit: number },
): Promise<TouchedStory[]> {
  const now = await databaseNow(db)
  const resting = alsoBusy
    ? sql``
    : sql`and not exists (select 1 from story_update l where l.newsroom = h.newsroom
        and l.story = h.story and l.seq = h.seq and l.at between ${now - resting_ms} and ${now})`
  const { rows } = await sql<TouchedStory>`
    select h.newsroom, h.story from story_head h
    left join story_check c on c.newsroom = h.newsroom and c.story = h.story
    where h.seq > coalesce(c.seq, 0) ${resting} limit ${limit}`.execute(db)
  return rows
}

/** Logs with a gap whose time has come again. */
export async function dueGaps(db: Db, limit: number): Promise<DueLook[]> {
  const now = await databaseNow(db)
  const { rows } = await sql<DueLook>`
    select ${columns} from story_gap g join story_head h on h.newsroom = g.newsroom and h.story = g.story
    ${snapshot}
    where g.look_at <= ${now} order by g.look_at limit ${limit}`.execute(db)
  return rows
}

/** Where a round through all logs stands. */
export interface Place {
  readonly newsroom: NewsroomId
  readonly story: StoryId
}

/** The next logs of a round, counted: those that lost rows without growing, and where it stands. */
export async function shrunkLogs(
  db: Db,
  after: Place | null,
  limit: number,
): Promise<{ due: DueLook[]; place: Place | null }> {
  const behind = after
    ? sql`where (h.newsroom, h.story) > (${after.newsroom}::uuid, ${after.story}::uuid)`
    : sql``
  const { rows } = await sql<DueLook & { known: number | null }>`
    select ${columns}, c.lost as known from story_head h
    left join story_check c on c.newsroom = h.newsroom and c.story = h.story
    ${snapshot} ${behind} order by h.newsroom, h.story limit ${limit}`.execute(db)
  const due = rows.filter(({ lost, known }) => known !== null && lost !== known)
  return { due, place: rows.length === limit ? (rows.at(-1) ?? null) : null }
}

/** How many texts lack something now, and how many have for more than a day. */
export async function countGaps(db: Db): Promise<{ open: number; day: number }> {
  const now = await databaseNow(db)
  const { rows } = await sql<{ open: number; day: number }>`
    select count(*)::int as open, count(*) filter (where since <= ${now - day_ms})::int as day
    from story_gap where missing <> '[]'::jsonb`.execute(db)
  return rows[0] ?? { open: 0, day: 0 }
}

/** Notes what was found and asks the desks for what is missing, in one transaction. */
export async function noteLooks(db: Db, looked: readonly Looked[]): Promise<Noted[]> {
  const newsrooms = [...grouped(looked, ({ newsroom }) => newsroom)]
  const noted: Noted[] = []
  for (const [newsroom, all] of newsrooms) {
    noted.push(...(await db.transaction().execute((trx) => noteOf(trx, newsroom, all))))
  }
  return noted
}

async function noteOf(trx: Trx, newsroom: NewsroomId, all: readonly Looked[]): Promise<Noted[]> {
  const known = await lockChecks(trx, newsroom, all)
  // Another server may have looked later than this one.
  const fresh = all.filter(({ story, seq }) => (known.get(story)?.seq ?? 0) <= seq)
  await noteChecks(trx, newsroom, fresh)
  const gaps = await notedGaps(trx, newsroom, fresh)
  const now = await databaseNow(trx)
  const facts: TextGapFact[] = []
  const noted: Noted[] = []
  for (const look of fresh) {
    const { shown, lost } = look
    if (!shown) continue
    const before = gaps.get(look.story) ?? null
    const newlyLost = Math.max(0, lost - (known.get(look.story)?.lost ?? 0))
    const step = gapStep(before, { missing: shown.missing, newlyLost }, now)
    if (step.do === 'nothing') continue
    await saveStep(trx, look, shown, step)
    if (step.do !== 'wait') facts.push(factOf(look.story, shown, step, now))
    noted.push({ story: look.story, step, age: now - (before?.since ?? now) })
  }
  if (facts.length > 0) await appendFacts(trx, newsroom, facts, now)
  return noted
}

const idsOf = (all: readonly Looked[]) => all.map(({ story }) => story)

/** What was noted before; takes the rows' locks in one order, so that two servers do not wait for each other. */
async function lockChecks(trx: Trx, newsroom: NewsroomId, all: readonly Looked[]) {
  // Writing a row as it is takes its lock, whether it was there or not.
  const { rows } = await sql<{ story: StoryId; seq: number; lost: number }>`
    insert into story_check as c (newsroom, story, seq, lost)
    select ${newsroom}::uuid, story, 0, 0 from unnest(${idsOf(all)}::uuid[]) as l(story)
    order by story
    on conflict (newsroom, story) do update set seq = c.seq
    returning c.story, c.seq, c.lost`.execute(trx)
  return new Map(rows.map((row) => [row.story, row]))
}

async function noteChecks(trx: Trx, newsroom: NewsroomId, all: readonly Looked[]): Promise<void> {
  await sql`update story_check c set seq = l.seq, lost = l.lost
    from unnest(${idsOf(all)}::uuid[], ${all.map(({ seq }) => seq)}::bigint[],
      ${all.map(({ lost }) => lost)}::int[]) as l(story, seq, lost)
    where c.newsroom = ${newsroom} and c.story = l.story`.execute(trx)
}

async function notedGaps(
  trx: Trx,
  newsroom: NewsroomId,
  all: readonly Looked[],
): Promise<Map<StoryId, NotedGap>> {
  const { rows } = await sql<NotedGap & { story: StoryId }>`
    select story, since, missing, lost, asked_at as "askedAt" from story_gap
    where newsroom = ${newsroom} and story = any(${idsOf(all)}::uuid[])`.execute(trx)
  return new Map(rows.map((row) => [row.story, row]))
}

async function saveStep(
  trx: Trx,
  { newsroom, story }: Looked,
  shown: Shown,
  step: GapStep,
): Promise<void> {
  if (step.do === 'ask' || step.do === 'wait') {
    const { since, missing, lost, askedAt } = step.gap
    await sql`insert into story_gap
      (newsroom, story, since, have, missing, lost, asked_at, look_at)
      values (${newsroom}, ${story}, ${since}, ${Buffer.from(shown.have)},
        ${JSON.stringify(missing)}, ${lost}, ${askedAt}, ${step.lookAt})
      on conflict (newsroom, story) do update set have = excluded.have,
        missing = excluded.missing, lost = excluded.lost, asked_at = excluded.asked_at,
        look_at = excluded.look_at`.execute(trx)
    return
  }
  await trx
    .deleteFrom('story_gap')
    .where('newsroom', '=', newsroom)
    .where('story', '=', story)
    .execute()
}

/** More authors than anybody asks about at once; the rest follows when these are there. */
const mostClients = 1000
const clientsOf = (missing: readonly Missing[]) =>
  missing.slice(0, mostClients).map(([client]) => client)

function factOf(story: StoryId, shown: Shown, step: GapStep, asked: Instant): TextGapFact {
  if (step.do !== 'ask') {
    return { type: 'text-gap', story, have: null, missing: [], rows: 0, asked }
  }
  const { missing, lost } = step.gap
  const have = Buffer.from(shown.have).toString('base64')
  return { type: 'text-gap', story, have, missing: clientsOf(missing), rows: lost, asked }
}
