/**
 * The quick road of the append: a batch in which nothing is out of the ordinary, written with the
 * fewest steps. Everything is judged there, too; what does not pass is left to the sure road.
 *
 *     append queue → [log plain] → story log, else `logUpdates`
 */
import { DatabaseError } from 'pg'
import type { NewsroomId, StoryId } from '../../shared/model/ids.ts'
import { rolesThat } from '../../shared/model/permissions.ts'
import { grouped } from '../db/grouped.ts'
import { askOften, type Db, type OftenAsked } from '../db/open-database.ts'
import type { Append } from './append.ts'
import { digestsOf, largestStory } from './append-statements.ts'
import { approvedStages } from './void-approval.ts'

const call = `array_to_string(log_plain($1::uuid, $2::text[], $3::text[],
  $4::bigint, $5::uuid[], $6::int[], $7::int[], $8::bytea[], $9::int[], $10::int[], $11::uuid[],
  $12::bigint[], $13::uuid[], $14::bigint[], $15::bytea, $16::int[], $17::int[], $18::bytea), ',')
  as heads`
const quietly: OftenAsked = { name: 'log_plain', text: `select ${call}` }
const loudly: OftenAsked = {
  name: 'log_plain_and_wake',
  text: `select ${call}, pg_notify('copydesk_log', '')`,
}

/** Ids and numbers need no quotes in an array's text; writing it ourselves is the quickest. */
const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`

const writers = list(rolesThat('write'))
const approving = list(approvedStages)

/** One update's place: which of the stories, and the how manieth of that story. */
interface Place {
  readonly at: number
  readonly nth: number
}

/** The new seqs in the order of the batch, or null when nothing was written. */
export async function logPlain(
  db: Db,
  newsroom: NewsroomId,
  batch: readonly Append[],
  { wake }: { readonly wake: boolean },
): Promise<readonly number[] | null> {
  const digests = digestsOf(batch)
  if (sentTwice(batch, digests)) return null
  const byStory = [...grouped(batch, ({ story }) => story)].sort(([a], [b]) => (a < b ? -1 : 1))
  const places = placesOf(batch, byStory)
  const heads = await headsBefore(db, wake ? loudly : quietly, [
    newsroom,
    writers,
    approving,
    largestStory,
    list(byStory.map(([story]) => story)),
    list(byStory.map(([, all]) => all.length)),
    list(byStory.map(([, all]) => all.reduce((sum, { update }) => sum + update.length, 0))),
    sessionsOf(batch),
    list(places.map(({ at }) => at)),
    list(places.map(({ nth }) => nth)),
    list(batch.map(({ actor }) => actor.device)),
    list(batch.map(({ ref }) => ref)),
    list(batch.map(({ actor }) => actor.person)),
    list(batch.map(({ at }) => at ?? 'null')),
    digests,
    list(startsOf(batch)),
    list(batch.map(({ update }) => update.length)),
    Buffer.concat(batch.map(({ update }) => update)),
  ])
  return heads ? places.map(({ at, nth }) => (heads[at - 1] ?? 0) + nth) : null
}

async function headsBefore(
  db: Db,
  statement: OftenAsked,
  values: readonly unknown[],
): Promise<readonly number[] | null> {
  try {
    const rows = await askOften<{ heads: string | null }>(db, statement, values)
    return rows[0]?.heads?.split(',').map(Number) ?? null
  } catch (error) {
    // Logged before: the sure road finds its number.
    if (error instanceof DatabaseError && error.constraint === 'story_update_sending') return null
    throw error
  }
}

/** PostgreSQL counts from one. */
function placesOf(
  batch: readonly Append[],
  byStory: readonly (readonly [StoryId, readonly Append[]])[],
): Place[] {
  const next = new Map(byStory.map(([story], n) => [story, { at: n + 1, nth: 0 }]))
  return batch.map(({ story }) => {
    const place = next.get(story)
    if (!place) throw new Error('a story of the batch is not among its stories')
    place.nth += 1
    return { ...place }
  })
}

function startsOf(batch: readonly Append[]): number[] {
  let next = 1
  return batch.map(({ update }) => {
    const start = next
    next += update.length
    return start
  })
}

function sessionsOf(batch: readonly Append[]): string {
  const each = new Set(batch.map(({ actor }) => `"\\\\x${actor.session.toString('hex')}"`))
  return list([...each])
}

/** The same sending twice in one batch takes the sure road. */
function sentTwice(batch: readonly Append[], digests: Buffer): boolean {
  if (batch.length === 1) return false
  const keys = batch.map(
    ({ story, actor, ref }, n) =>
      `${story}${actor.device}${ref} ${digests.toString('latin1', n * 16, n * 16 + 16)}`,
  )
  return new Set(keys).size < keys.length
}
