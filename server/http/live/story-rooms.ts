/**
 * Who follows which story in this process, and how far each has been served.
 *
 *     append queue, wake-ups, log → [story rooms] → live sockets
 *
 * VSR1  A follower gets every update after what it has, in order, whichever process logged it.
 * VSR2  What a follower gets is in the log already.
 * VSR3  Who cannot be served is sent away to come again; the others are served.
 */
import type { NewsroomId, StoryId } from '../../../shared/model/ids.ts'
import type { ServerFrame } from '../../../shared/protocol/live.ts'
import { askOften, type Db, type OftenAsked } from '../../db/open-database.ts'
import type { Logged } from '../../documents/append-queue.ts'
import { type LogStretch, readSince } from '../../documents/read-log.ts'
import { frameOf } from './framed.ts'
import { type LiveMember, tryAgainLater } from './live-socket.ts'

interface Follower {
  readonly member: LiveMember
  /** Newest seq it was sent, or wrote itself. */
  seq: number
  catchingUp: boolean
}

interface Room {
  readonly newsroom: NewsroomId
  readonly story: StoryId
  /** A handful: a list is smaller than a map, and thousands of stories are open. */
  followers: readonly Follower[]
  /** Newest seq heard of. */
  newest: number
  /** Reads of the log under way, by their start: followers at the same place share one. */
  reads: Map<number, Promise<LogStretch | undefined>> | null
}

export interface StoryRooms {
  /** False when the newsroom has no such story. */
  join(member: LiveMember, story: StoryId, have: number): Promise<boolean>
  leave(member: LiveMember, story: StoryId): void
  /** Updates this process has just logged. */
  logged(updates: readonly Logged[]): void
  /** Looks for what other processes have logged. */
  look(): Promise<void>
  membersOf(newsroom: NewsroomId, story: StoryId): readonly LiveMember[]
  isOpen(newsroom: NewsroomId, story: StoryId): boolean
  /** The log of a story is so long, as the change feed says. */
  heard(newsroom: NewsroomId, story: StoryId, seq: number): void
}

/** The rooms of one process. */
export function storyRooms(db: Db, onError: (error: unknown) => void): StoryRooms {
  const newsrooms = new Map<NewsroomId, Map<StoryId, Room>>()
  const find = (newsroom: NewsroomId, story: StoryId) => newsrooms.get(newsroom)?.get(story)

  function room(newsroom: NewsroomId, story: StoryId): Room {
    const rooms = newsrooms.get(newsroom) ?? new Map<StoryId, Room>()
    newsrooms.set(newsroom, rooms)
    const known = rooms.get(story)
    if (known) return known
    const made: Room = { newsroom, story, followers: [], newest: 0, reads: null }
    rooms.set(story, made)
    return made
  }

  function leave(member: LiveMember, story: StoryId): void {
    const { newsroom } = member.actor
    member.stories.delete(story)
    const here = find(newsroom, story)
    if (!here) return
    here.followers = here.followers.filter((follower) => follower.member !== member)
    if (here.followers.length > 0) return
    const rooms = newsrooms.get(newsroom)
    rooms?.delete(story)
    if (rooms?.size === 0) newsrooms.delete(newsroom)
  }

  return {
    async join(member, story, have) {
      const { newsroom } = member.actor
      // In the room before the head is read: what is logged meanwhile raises `newest` itself.
      const here = room(newsroom, story)
      here.followers = [
        ...here.followers.filter((follower) => follower.member !== member),
        { member, seq: have, catchingUp: false },
      ]
      member.stories.add(story)
      const [head] = await headsAbove(db, [{ newsroom, story, seq: -1 }])
      if (!head) {
        leave(member, story)
        return false
      }
      here.newest = Math.max(here.newest, head.seq)
      serve(db, here, onError)
      return true
    },

    leave,

    logged(updates) {
      for (const update of updates) {
        const here = find(update.newsroom, update.story)
        if (here) relay(here, update, onError)
      }
      for (const { newsroom, story } of updates) {
        const here = find(newsroom, story)
        if (here) serve(db, here, onError)
      }
    },

    async look() {
      const open = [...newsrooms.values()].flatMap((rooms) => [...rooms.values()])
      if (open.length === 0) return
      const known = open.map((here) => ({ ...here, seq: here.newest }))
      for (const { newsroom, story, seq } of await headsAbove(db, known)) {
        const here = find(newsroom, story)
        if (!here) continue
        here.newest = Math.max(here.newest, seq)
        serve(db, here, onError)
      }
    },

    membersOf: (newsroom, story) =>
      find(newsroom, story)?.followers.map(({ member }) => member) ?? [],
    isOpen: (newsroom, story) => find(newsroom, story) !== undefined,

    heard(newsroom, story, seq) {
      const here = find(newsroom, story)
      if (!here || here.newest >= seq) return
      here.newest = seq
      serve(db, here, onError)
    },
  }
}

interface Head {
  readonly newsroom: NewsroomId
  readonly story: StoryId
  readonly seq: number
}

const newerHeads: OftenAsked = {
  name: 'heads_above',
  text: `select h.newsroom, h.story, h.seq
    from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as k(newsroom, story, seq)
    join story_head h on h.newsroom = k.newsroom and h.story = k.story
    where h.seq > k.seq`,
}

const headsAbove = (db: Db, known: readonly Head[]): Promise<Head[]> =>
  askOften(db, newerHeads, [
    known.map(({ newsroom }) => newsroom),
    known.map(({ story }) => story),
    known.map(({ seq }) => seq),
  ])

/** The quick road: an update that directly follows what a follower has. */
function relay(
  room: Room,
  { story, seq, update, by, device }: Logged,
  onError: (error: unknown) => void,
): void {
  room.newest = Math.max(room.newest, seq)
  let packed: Uint8Array | undefined
  for (const follower of room.followers) {
    if (follower.catchingUp || follower.seq !== seq - 1) continue
    try {
      // Its writer hears of it as an acknowledgement.
      if (follower.member.actor.device !== device) {
        const frame: LooseUpdates = { t: 'updates', story, from: seq - 1, to: seq, update, by }
        packed ??= frameOf(frame)
        follower.member.send(packed)
      }
      follower.seq = seq
    } catch (error) {
      // Left behind, it takes the sure road.
      onError(error)
    }
  }
}

/** The sure road: whoever is behind reads the log. */
function serve(db: Db, room: Room, onError: (error: unknown) => void): void {
  for (const follower of room.followers) {
    if (follower.catchingUp || follower.seq >= room.newest) continue
    follower.catchingUp = true
    catchUp(db, room, follower)
      .catch((error: unknown) => {
        onError(error)
        // Nothing else might ever tell it what it lacks.
        follower.member.close(tryAgainLater, 'try again later')
      })
      .finally(() => {
        follower.catchingUp = false
      })
  }
}

async function catchUp(db: Db, room: Room, follower: Follower): Promise<void> {
  const { member } = follower
  while (follower.seq < room.newest && member.isOpen()) {
    const stretch = await readOnce(db, room, follower.seq)
    if (!stretch || !room.followers.includes(follower)) return
    member.send(packStretch(stretch))
    follower.seq = stretch.to
  }
}

function readOnce(db: Db, room: Room, from: number): Promise<LogStretch | undefined> {
  const { newsroom, story } = room
  // Most rooms never need one.
  room.reads ??= new Map()
  const { reads } = room
  const begun = reads.get(from)
  if (begun) return begun
  const read = readSince(db, newsroom, [{ story, have: from }])
    .then(([stretch]) => stretch)
    .finally(() => reads.delete(from))
  reads.set(from, read)
  return read
}

function packStretch({ story, from, to, update, authors }: LogStretch): Uint8Array {
  const by = authors.at(-1)
  if (!by) throw new Error('a stretch of the log without author')
  return frameOf({ t: 'updates', story, from, to, update, by } satisfies LooseUpdates)
}

type LooseUpdates = Omit<Extract<ServerFrame, { t: 'updates' }>, 'update'> & { update: Uint8Array }
