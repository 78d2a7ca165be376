/**
 * Text that cannot go into its story, kept for its author and the chiefs of its desk.
 *
 *     desk's hand-over → [quarantine] → append queue, when a chief puts it into the story
 *
 * VQT1  What was handed over is kept, also after it was put into the story or dismissed.
 * VQT2  Its author and the chiefs of its desk see it, nobody else; only chiefs put it into the story.
 * VQT3  Handed over twice, it is kept once.
 * VQT4  Whoever may see it hears of it at once, when it comes and when it is settled.
 */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { wordsOfUpdate } from '../../shared/document/words-of-update.ts'
import { BadInput, NewsroomError } from '../../shared/model/errors.ts'
import type { SetAsideFact } from '../../shared/model/facts.ts'
import type { DeskId } from '../../shared/model/ids.ts'
import type { HandOver, Quarantined } from '../../shared/protocol/quarantine.ts'
import { appendFacts } from '../changes/change-feed.ts'
import { type Db, databaseNow, type Trx } from '../db/open-database.ts'
import type { Actor } from '../db/people-rows.ts'
import { chiefDesks } from '../db/reading-rows.ts'
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
  return await db.transaction().execute(async (trx) => {
    const kept: SetAsideFact[] = []
    for (const text of texts) kept.push(...(await keep(trx, actor, text)))
    await tell(trx, actor, kept)
    return kept.length
  })
}

type Told = Omit<SetAsideFact, 'type'>

/** Keeps one; what is kept already is not new. */
async function keep(
  trx: Trx,
  { newsroom, person, device }: Actor,
  { story, desk, ref, update, why, writtenAt }: HandOver,
): Promise<SetAsideFact[]> {
  const digest = createHash('sha256').update(update).digest().subarray(0, 16)
  const { rows } = await sql<Told>`
    insert into quarantine (newsroom, id, story, desk, author, device, ref, digest, bytes, words,
      why, written_at, at)
    select ${newsroom}, ${randomUUID()}, ${story},
      coalesce((select fact->>'desk' from story where newsroom = ${newsroom} and id = ${story}),
        (select id from desk where newsroom = ${newsroom} and id = ${desk})),
      ${person}, ${device}, ${ref}, ${digest}, ${Buffer.from(update)}, ${readable(update)},
      ${why}, ${writtenAt}, ${await databaseNow(trx)}
    on conflict (newsroom, story, device, ref, digest) do nothing
    returning ${toldColumns}`.execute(trx)
  return rows.map((row) => ({ type: 'set-aside', ...row }))
}

const toldColumns = sql`id, desk, author, state, coalesce(settled_at, at) as "when"`

async function tell(trx: Trx, { newsroom }: Actor, facts: readonly SetAsideFact[]): Promise<void> {
  if (facts.length > 0) await appendFacts(trx, newsroom, facts, await databaseNow(trx))
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

/** What this person may see, newest first; what is settled last. */
export async function quarantineOf(db: Db, actor: Actor): Promise<Quarantined[]> {
  const desks = await chiefDesks(db, actor)
  const { rows } = await sql<Row>`
    select ${columns} from quarantine
    where newsroom = ${actor.newsroom}
      and (author = ${actor.person} or desk = any(${[...desks]}::text[]))
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

async function oneOf(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ row: Row; desks: ReadonlySet<DeskId> }> {
  const desks = await chiefDesks(db, actor)
  const { rows } = await sql<Row>`
    select ${columns}, ref, bytes from quarantine
    where newsroom = ${actor.newsroom} and id = ${id}
      and (author = ${actor.person} or desk = any(${[...desks]}::text[]))`.execute(db)
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
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<Told>`
      update quarantine set state = ${state}, settled_by = ${actor.person},
        settled_at = ${await databaseNow(trx)}
      where newsroom = ${actor.newsroom} and id = ${id} and state = 'waiting'
      returning ${toldColumns}`.execute(trx)
    await tell(
      trx,
      actor,
      rows.map((row) => ({ type: 'set-aside', ...row })),
    )
  })
  const { row, desks } = await oneOf(db, actor, id)
  return shown(row, desks)
}

function shown(row: Row, desks: ReadonlySet<DeskId>): Quarantined {
  const { id, story, desk, author, words, why, writtenAt, at, state, settledBy } = row
  const mayTake = desk !== null && desks.has(desk) && why !== 'unknown-story'
  return { id, story, desk, author, words, why, writtenAt, at, state, settledBy, mayTake }
}
