/**
 * Who has which story open, and where the caret is. It only advises: kept in memory, passed to
 * other processes through an unlogged table, forgotten after half a minute without a word.
 *
 * VPR1  Somebody who left, or fell silent, is gone from every screen within half a minute.
 */
import { sql } from 'kysely'
import type { DeviceId, NewsroomId, StoryId } from '../../../shared/model/ids.ts'
import type { Presence } from '../../../shared/protocol/live.ts'
import type { Db } from '../../db/open-database.ts'
import { wake } from '../../db/wake-ups.ts'

export interface OpenStory {
  readonly newsroom: NewsroomId
  readonly story: StoryId
}
type Row = OpenStory & Presence & { readonly seenAt: number }

export interface PresenceBoard {
  /** A desk of this process says where it is. */
  set(at: OpenStory, presence: Presence): void
  remove(at: OpenStory, device: DeviceId): void
  /** Reads what other processes say about the stories open here. */
  look(): Promise<void>
  of(at: OpenStory): Presence[]
  close(): Promise<void>
}

export interface PresenceBoardOptions {
  readonly isOpen: (newsroom: NewsroomId, story: StoryId) => boolean
  /** Hears that the list of a story has changed. */
  readonly onChange: (at: OpenStory) => void
  readonly onError: (error: unknown) => void
  readonly now?: () => number
}

export const presenceLife_ms = 30_000
/** Carets of one process are passed on together. */
const flush_ms = 200

const keyOf = ({ newsroom, story }: OpenStory): string => `${newsroom} ${story}`

/** The board of one process. */
export function presenceBoard(
  db: Db,
  { isOpen, onChange, onError, now = Date.now }: PresenceBoardOptions,
): PresenceBoard {
  const stories = new Map<string, Map<DeviceId, Row>>()
  const dirty = new Map<string, Row>()
  const left = new Map<string, OpenStory & { device: DeviceId }>()
  let flushing: Promise<void> = Promise.resolve()

  function put(row: Row): boolean {
    const here = stories.get(keyOf(row)) ?? new Map<DeviceId, Row>()
    stories.set(keyOf(row), here)
    const before = here.get(row.device)
    here.set(row.device, row)
    return !before || !sameCaret(before, row)
  }

  function drop(at: OpenStory, device: DeviceId): boolean {
    const here = stories.get(keyOf(at))
    const was = here?.delete(device) ?? false
    if (here?.size === 0) stories.delete(keyOf(at))
    return was
  }

  function forgetSilent(): void {
    for (const rows of [...stories.values()]) {
      for (const row of [...rows.values()]) {
        if (now() - row.seenAt > presenceLife_ms && drop(row, row.device)) onChange(row)
      }
    }
  }

  async function flush(): Promise<void> {
    const rows = [...dirty.values()]
    const gone = [...left.values()]
    dirty.clear()
    left.clear()
    if (rows.length > 0) await savePresence(db, rows, now())
    if (gone.length > 0) await deletePresence(db, gone)
    if (rows.length + gone.length > 0) await wake(db, 'presence')
  }

  const timer = setInterval(() => {
    forgetSilent()
    flushing = flushing.then(flush).catch(onError)
  }, flush_ms)

  return {
    set(at, presence) {
      const row = { ...at, ...presence, seenAt: now() }
      dirty.set(`${keyOf(at)} ${presence.device}`, row)
      left.delete(`${keyOf(at)} ${presence.device}`)
      if (put(row)) onChange(at)
    },
    remove(at, device) {
      dirty.delete(`${keyOf(at)} ${device}`)
      left.set(`${keyOf(at)} ${device}`, { ...at, device })
      if (drop(at, device)) onChange(at)
    },
    async look() {
      const all = await readPresence(db, now())
      const heard = all.filter(({ newsroom, story }) => isOpen(newsroom, story))
      const there = new Set(heard.map((row) => `${keyOf(row)} ${row.device}`))
      for (const row of heard) {
        const mine = dirty.has(`${keyOf(row)} ${row.device}`)
        const newer = row.seenAt > (stories.get(keyOf(row))?.get(row.device)?.seenAt ?? 0)
        if (!mine && newer && put(row)) onChange(row)
      }
      for (const row of [...stories.values()].flatMap((rows) => [...rows.values()])) {
        const id = `${keyOf(row)} ${row.device}`
        // Saved once and missing now: its process said that it left.
        const settled = now() - row.seenAt > flush_ms * 5
        if (!there.has(id) && !dirty.has(id) && settled && drop(row, row.device)) onChange(row)
      }
    },
    of: (at) =>
      [...(stories.get(keyOf(at))?.values() ?? [])].map(
        ({ user, device, name, anchor, focus }) => ({
          user,
          device,
          name,
          anchor,
          focus,
        }),
      ),
    async close() {
      clearInterval(timer)
      flushing = flushing.then(flush).catch(onError)
      await flushing
    },
  }
}

const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : Buffer.compare(a, b) === 0

const sameCaret = (a: Row, b: Row): boolean =>
  sameBytes(a.anchor, b.anchor) && sameBytes(a.focus, b.focus)

const bytesOf = (value: Uint8Array | null): Buffer | null => (value ? Buffer.from(value) : null)

async function savePresence(db: Db, rows: readonly Row[], now: number): Promise<void> {
  // How long ago, not when: processes may run on machines whose clocks differ.
  await sql`
    insert into presence (newsroom, story, device, person, name, anchor, focus, seen_at)
    select newsroom, story, device, person, name, anchor, focus,
      floor(extract(epoch from clock_timestamp()) * 1000)::bigint - ago
    from unnest(${rows.map((r) => r.newsroom)}::uuid[], ${rows.map((r) => r.story)}::uuid[],
      ${rows.map((r) => r.device)}::uuid[], ${rows.map((r) => r.user)}::uuid[],
      ${rows.map((r) => r.name)}::text[], ${rows.map((r) => bytesOf(r.anchor))}::bytea[],
      ${rows.map((r) => bytesOf(r.focus))}::bytea[], ${rows.map((r) => now - r.seenAt)}::bigint[])
      as r(newsroom, story, device, person, name, anchor, focus, ago)
    on conflict (newsroom, story, device) do update set anchor = excluded.anchor,
      focus = excluded.focus, name = excluded.name, person = excluded.person,
      seen_at = excluded.seen_at`.execute(db)
}

async function deletePresence(
  db: Db,
  rows: readonly (OpenStory & { device: DeviceId })[],
): Promise<void> {
  await sql`
    delete from presence p using unnest(${rows.map((r) => r.newsroom)}::uuid[],
      ${rows.map((r) => r.story)}::uuid[], ${rows.map((r) => r.device)}::uuid[])
      as g(newsroom, story, device)
    where p.newsroom = g.newsroom and p.story = g.story and p.device = g.device`.execute(db)
}

/** All of it: few are present, however many stories are open. */
async function readPresence(db: Db, now: number): Promise<Row[]> {
  const { rows } = await sql<Row & { ago: number }>`
    select newsroom, story, device, person as user, name, anchor, focus,
      floor(extract(epoch from clock_timestamp()) * 1000)::bigint - seen_at as ago
    from presence
    where seen_at > extract(epoch from clock_timestamp()) * 1000 - ${presenceLife_ms}`.execute(db)
  return rows.map(({ ago, ...row }) => ({ ...row, seenAt: now - ago }))
}
