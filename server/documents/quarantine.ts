/**
 * Text that cannot go into its story, kept for its author and the chiefs of its desk.
 *
 *     desk's hand-over → [quarantine] → append queue, when a chief puts it into the story
 *
 * VQT1  What was handed over is kept, also after it was put into the story or dismissed.
 * VQT2  Its author and the chiefs of its desk see it, nobody else; only chiefs put it into the story.
 * VQT3  Handed over twice, it is kept once.
 */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { wordsOfUpdate } from '../../shared/document/words-of-update.ts'
import { BadInput, NewsroomError } from '../../shared/model/errors.ts'
import type { DeskId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import type { HandOver, Quarantined } from '../../shared/protocol/quarantine.ts'
import { type Db, databaseNow } from '../db/open-database.ts'
import { type Actor, loadPeople } from '../db/people-rows.ts'
import type { AppendQueue } from './append-queue.ts'

/** It is not there, or not for the eyes of who asks. */
export class NotInQuarantine extends NewsroomError {
  readonly code = 'not-found'
  readonly retry = 'never'
}

/** Only a chief of the story's desk decides what goes into it. */
export class NotYoursToTake extends NewsroomError {
  readonly code = 'not-allowed'
  readonly retry = 'never'
}

const longestWords = 100_000
const mostShown = 200

/** Keeps what a desk hands over; gives how many were new. */
export async function handOver(db: Db, actor: Actor, texts: readonly HandOver[]): Promise<number> {
  const { newsroom, person, device } = actor
  let kept = 0
  for (const { story, desk, ref, update, why, writtenAt } of texts) {
    const digest = createHash('sha256').update(update).digest().subarray(0, 16)
    const { numAffectedRows } = await sql`
      insert into quarantine (newsroom, id, story, desk, author, device, ref, digest, bytes, words,
        why, written_at, at)
      select ${newsroom}, ${randomUUID()}, ${story},
        coalesce((select fact->>'desk' from story where newsroom = ${newsroom} and id = ${story}),
          (select id from desk where newsroom = ${newsroom} and id = ${desk})),
        ${person}, ${device}, ${ref}, ${digest}, ${Buffer.from(update)}, ${readable(update)},
        ${why}, ${writtenAt}, ${await databaseNow(db)}
      on conflict (newsroom, story, device, ref, digest) do nothing`.execute(db)
    kept += Number(numAffectedRows ?? 0)
  }
  return kept
}

/** Bytes that do not decode are kept too: somebody may still make sense of them. */
function readable(update: Uint8Array): string {
  try {
    return wordsOfUpdate(update).slice(0, longestWords).replaceAll('\0', '')
  } catch (error) {
    if (error instanceof BadInput || error instanceof Error) return ''
    throw error
  }
}

type Row = Omit<Quarantined, 'mayTake'> & { readonly ref: number; readonly bytes: Buffer }

const columns = sql`id, story, desk, author, words, why, written_at as "writtenAt", at, state,
  settled_by as "settledBy"`

const chiefOf = (person: Person): DeskId[] =>
  person.memberships.filter(({ role }) => role === 'desk-chief').map(({ desk }) => desk)

/** What this person may see, newest first; what is settled last. */
export async function quarantineOf(db: Db, actor: Actor): Promise<Quarantined[]> {
  const desks = await deskOfChief(db, actor)
  const { rows } = await sql<Row>`
    select ${columns} from quarantine
    where newsroom = ${actor.newsroom}
      and (author = ${actor.person} or desk = any(${desks}::text[]))
    order by state = 'waiting' desc, at desc limit ${mostShown}`.execute(db)
  return rows.map((row) => shown(row, desks))
}

/** Puts a text into its story, as the chief's doing; done twice, it is there once. */
export async function takeFromQuarantine(
  db: Db,
  queue: AppendQueue,
  actor: Actor,
  id: string,
): Promise<Quarantined> {
  const { row, desks } = await oneOf(db, actor, id)
  if (!shown(row, desks).mayTake) throw new NotYoursToTake('Only a chief of its desk may do that')
  const { story, ref, bytes } = row
  const answer = await queue.append({ actor, story, ref, update: bytes })
  if (answer.kind === 'refused') throw new NotYoursToTake(answer.message)
  return await settle(db, actor, id, 'taken')
}

/** Sets a text aside; it is kept, and no longer asks for anybody's eyes. */
export async function dismissFromQuarantine(
  db: Db,
  actor: Actor,
  id: string,
): Promise<Quarantined> {
  await oneOf(db, actor, id)
  return await settle(db, actor, id, 'dismissed')
}

async function deskOfChief(db: Db, { newsroom, person }: Actor): Promise<DeskId[]> {
  const found = (await loadPeople(db, newsroom, [person])).get(person)
  return found ? chiefOf(found) : []
}

async function oneOf(db: Db, actor: Actor, id: string): Promise<{ row: Row; desks: DeskId[] }> {
  const desks = await deskOfChief(db, actor)
  const { rows } = await sql<Row>`
    select ${columns}, ref, bytes from quarantine
    where newsroom = ${actor.newsroom} and id = ${id}
      and (author = ${actor.person} or desk = any(${desks}::text[]))`.execute(db)
  const [row] = rows
  if (!row) throw new NotInQuarantine('Nothing of this id waits for you')
  return { row, desks }
}

async function settle(
  db: Db,
  actor: Actor,
  id: string,
  state: Quarantined['state'],
): Promise<Quarantined> {
  await sql`
    update quarantine set state = ${state}, settled_by = ${actor.person},
      settled_at = ${await databaseNow(db)}
    where newsroom = ${actor.newsroom} and id = ${id} and state = 'waiting'`.execute(db)
  const { row, desks } = await oneOf(db, actor, id)
  return shown(row, desks)
}

function shown(row: Row, desks: readonly DeskId[]): Quarantined {
  const { id, story, desk, author, words, why, writtenAt, at, state, settledBy } = row
  const mayTake = desk !== null && desks.includes(desk) && why !== 'unknown-story'
  return { id, story, desk, author, words, why, writtenAt, at, state, settledBy, mayTake }
}
