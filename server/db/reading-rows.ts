/**
 * What a person may read at this moment, asked of the database: the rule itself is
 * `shared/model/reading.ts`.
 *
 * VRR1  A lost desk is lost with the commit that takes it: nothing is remembered between requests.
 */
import { sql } from 'kysely'
import type { DeskId, NewsroomId, StoryId, UserId } from '../../shared/model/ids.ts'
import type { ReadingPolicy } from '../../shared/model/people.ts'
import { mayRead, type Reach, type Standing } from '../../shared/model/reading.ts'
import { askOften, type Db, type OftenAsked, type Trx } from './open-database.ts'

/** Whoever asks to read. */
export interface Reader {
  readonly newsroom: NewsroomId
  readonly person: UserId
}

interface ReachRow {
  readonly epoch: string
  readonly reading: ReadingPolicy | null
  readonly desks: readonly DeskId[]
}

const reachFrom = ({ person }: Reader, { reading, desks }: ReachRow): Reach => ({
  person,
  desks,
  all: reading === 'open' && desks.length > 0,
})

/** What a person may read, and in which history. */
export async function reachNow(
  db: Db | Trx,
  reader: Reader,
): Promise<{ readonly reach: Reach; readonly epoch: string }> {
  const { rows } = await sql<ReachRow>`
    select n.epoch, n.detail->>'reading' as reading,
      array(select distinct m.desk from membership m
        where m.newsroom = n.id and m.person = ${reader.person} order by m.desk) as desks
    from newsroom n where n.id = ${reader.newsroom}`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`no newsroom ${reader.newsroom}`)
  return { reach: reachFrom(reader, row), epoch: row.epoch }
}

/** Desks of which this person is a chief. */
export async function chiefDesks(db: Db | Trx, reader: Reader): Promise<ReadonlySet<DeskId>> {
  const rows = await db
    .selectFrom('membership')
    .select('desk')
    .where('newsroom', '=', reader.newsroom)
    .where('person', '=', reader.person)
    .where('role', '=', 'desk-chief')
    .execute()
  return new Set(rows.map(({ desk }) => desk))
}

type StandingRow = readonly [StoryId, Standing['desk'], Standing['writer'], Standing['publication']]

/** What is asked whenever a desk opens a story: $1 the person, $2 the newsroom, $3 the stories. */
const strangeStories: OftenAsked = {
  name: 'strange_stories',
  text: `with reach as materialized (
      select n.id, n.epoch, n.detail->>'reading' as reading,
        array(select distinct m.desk from membership m
          where m.newsroom = n.id and m.person = $1::uuid order by m.desk) as desks
      from newsroom n where n.id = $2::uuid)
    select r.epoch, r.reading, r.desks, coalesce((
      select jsonb_agg(jsonb_build_array(s.id, s.fact->>'desk', s.fact->>'writer',
        s.fact->'publication'->>'at'))
      from story s where s.newsroom = r.id and s.id = any($3::uuid[])
        and not s.fact->>'desk' = any(r.desks)), '[]') as strange
    from reach r`,
}

/**
 * Which of these stories the person may not read; stories that nobody knows are not among them.
 * One statement, whatever their number: only those of other desks leave the database.
 */
export async function notReadable(
  db: Db,
  reader: Reader,
  stories: readonly StoryId[],
): Promise<ReadonlySet<StoryId>> {
  if (stories.length === 0) return new Set()
  const rows = await askOften<ReachRow & { readonly strange: readonly StandingRow[] }>(
    db,
    strangeStories,
    [reader.person, reader.newsroom, stories],
  )
  const [row] = rows
  if (!row) return new Set(stories)
  const reach = reachFrom(reader, row)
  const refused = row.strange.filter(
    ([, desk, writer, publication]) => !mayRead(reach, { desk, writer, publication }),
  )
  return new Set(refused.map(([story]) => story))
}
