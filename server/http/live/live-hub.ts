/** The live side of one process: upgrades sockets and ties rooms, presence and the feed to them. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { largestUpdate } from '../../../shared/document/encoding.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import { notYoursToRead } from '../../../shared/model/reading.ts'
import { liveCloseCodes, type ServerFrame } from '../../../shared/protocol/live.ts'
import { protocolVersion } from '../../../shared/protocol/version.ts'
import { epochOf, feedHead } from '../../changes/change-feed.ts'
import { databaseNow } from '../../db/open-database.ts'
import { loadPeople, sessionsNow } from '../../db/people-rows.ts'
import { AccountClosed, actorOf, NotSignedIn } from '../../sessions/session-desk.ts'
import type { Services } from '../services.ts'
import { frameOf } from './framed.ts'
import { headCalls } from './head-calls.ts'
import {
  type Hello,
  type LiveMember,
  type PresenceFrame,
  serveSocket,
  type UpdateFrame,
  type Welcome,
} from './live-socket.ts'
import { type OpenStory, presenceBoard } from './presence-board.ts'
import { readingGuard } from './reading-guard.ts'
import { storyRooms } from './story-rooms.ts'

export interface LiveHub {
  /** Sends every desk away and waits until they are gone. */
  close(): Promise<void>
}

/** An update, its address, and MessagePack around them. */
const largestFrame = largestUpdate + 4096
const sessionCheck_ms = 30_000
const goodbye_ms = 2000
const accountClosed = { code: liveCloseCodes.accountClosed, why: 'account closed' } as const

/** Answers upgrades of `/v1/live` on this HTTP server. */
export function serveLive(server: Server, services: Services): LiveHub {
  const { database, queue, watcher, wakeUps, metrics } = services
  const { db } = database
  const members = new Set<LiveMember>()
  let leaving = false
  const onError = (error: unknown) => {
    metrics.backgroundFailures.inc({ task: 'live' })
    services.log.error({ err: error }, 'live socket failed')
  }
  const rooms = storyRooms(db, onError)
  const board = presenceBoard(db, {
    isOpen: rooms.isOpen,
    onChange: tellPresence,
    onError,
  })
  const calls = headCalls<LiveMember>((member, position) =>
    member.send(frameOf({ t: 'head', position } satisfies ServerFrame)),
  )
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestFrame,
    perMessageDeflate: false, // Updates are compact already; deflate would cost memory a desk.
  })

  function tellPresence(at: OpenStory): void {
    const frame = { t: 'presence' as const, story: at.story, present: board.of(at) }
    const packed = frameOf(frame)
    for (const member of rooms.membersOf(at.newsroom, at.story)) member.send(packed)
  }

  async function welcome(hello: Hello): Promise<Welcome> {
    if (hello.protocol !== protocolVersion) {
      const why = `this server speaks protocol ${protocolVersion}`
      return { kind: 'refused', code: liveCloseCodes.protocol, why }
    }
    const refused = { kind: 'refused', code: liveCloseCodes.notSignedIn, why: 'sign in' } as const
    const actor = await actorOf(db, hello.token).catch((error: unknown) => {
      if (error instanceof NotSignedIn || error instanceof AccountClosed) return error
      throw error
    })
    if (actor instanceof AccountClosed) return { ...refused, ...accountClosed }
    if (actor instanceof NotSignedIn || actor.device !== hello.device) return refused
    const person = (await loadPeople(db, actor.newsroom, [actor.person])).get(actor.person)
    if (!person) return refused
    const frame: ServerFrame = {
      t: 'welcome',
      now: await databaseNow(db),
      epoch: await epochOf(db, actor.newsroom),
      head: await feedHead(db, actor.newsroom),
    }
    return { kind: 'welcome', actor, name: person.name, frame }
  }

  function closeStory(member: LiveMember, story: StoryId): void {
    rooms.leave(member, story)
    board.remove({ newsroom: member.actor.newsroom, story }, member.actor.device)
  }

  function refuseReading(member: LiveMember, story: StoryId): void {
    closeStory(member, story)
    member.send(frameOf({ t: 'refused', story, ref: 0, ...notYoursToRead } satisfies ServerFrame))
  }
  const guard = readingGuard(db, members, refuseReading, onError)

  const live = {
    welcome,
    join(member: LiveMember): void {
      members.add(member)
      calls.join(member)
      metrics.liveSockets.set(members.size)
    },
    async append({ actor }: LiveMember, { story, ref, update }: UpdateFrame): Promise<ServerFrame> {
      const answer = await queue.append({ actor, story, ref, update })
      if (answer.kind === 'logged') return { t: 'ack', story, ref, seq: answer.seq }
      return { t: 'refused', story, ref, code: answer.code, message: answer.message }
    },
    async open(member: LiveMember, story: StoryId, have: number): Promise<void> {
      // At once: a close, or a desk lost meanwhile, takes it out again.
      member.stories.add(story)
      if (!(await guard.admits(member, story))) return refuseReading(member, story)
      if (!member.stories.has(story)) return
      if (await rooms.join(member, story, have)) {
        const present = board.of({ newsroom: member.actor.newsroom, story })
        if (present.length > 0) member.send(frameOf({ t: 'presence', story, present }))
        return
      }
      const message = 'The server does not know this story'
      const frame: ServerFrame = { t: 'refused', story, ref: 0, code: 'unknown-story', message }
      member.send(frameOf(frame))
    },
    close: closeStory,
    present({ actor, name, stories }: LiveMember, { story, anchor, focus }: PresenceFrame): void {
      // Only of a story it follows: nobody is present where they do not look.
      if (!stories.has(story)) return
      const presence = { user: actor.person, device: actor.device, name, anchor, focus }
      board.set({ newsroom: actor.newsroom, story }, presence)
    },
    leave(member: LiveMember): void {
      members.delete(member)
      calls.leave(member)
      metrics.liveSockets.set(members.size)
      for (const story of [...member.stories]) closeStory(member, story)
    },
    reads: () => !leaving,
    onError,
    onTooSlow: () => metrics.socketsTooSlow.inc(),
  }

  const stops = [
    queue.onLogged(rooms.logged),
    // The poll need not look at every open story: the feed names those whose log has grown.
    wakeUps.on('log', ({ own, poll }) => {
      if (!own && !poll) rooms.look().catch(onError)
    }),
    wakeUps.on('presence', ({ own }) => {
      if (!own) board.look().catch(onError)
    }),
    watcher.on((changes) => {
      guard.heard(changes)
      // Whoever was signed out by an administrator leaves now, not at the next look.
      if (changes.some(({ fact }) => fact.type === 'person')) dropSignedOut().catch(onError)
      for (const { newsroom, fact } of changes) {
        if (fact.type === 'document-head') rooms.heard(newsroom, fact.story, fact.seq)
      }
      calls.heard(changes)
    }),
  ]

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?')[0] !== '/v1/live') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveSocket(webSocket, live, socket),
    )
  }
  server.on('upgrade', upgrade)

  async function dropSignedOut(): Promise<void> {
    if (members.size === 0) return
    const hashes = [...members].map(({ actor }) => actor.session)
    const sessions = await sessionsNow(db, hashes, await databaseNow(db))
    for (const member of members) {
      const standing = sessions.get(member.actor.session.toString('hex'))
      if (standing === 'closed') member.close(accountClosed.code, accountClosed.why)
      else if (!standing) member.close(liveCloseCodes.notSignedIn, 'signed out')
    }
  }
  const sessionTimer = setInterval(() => dropSignedOut().catch(onError), sessionCheck_ms)

  return {
    async close() {
      leaving = true
      server.off('upgrade', upgrade)
      clearInterval(sessionTimer)
      for (const stop of stops) stop()
      calls.close()
      const gone = new Promise<void>((resolve) => sockets.close(() => resolve()))
      // Nothing more is read; what was read is committed and acknowledged before the goodbye.
      for (const socket of sockets.clients) socket.pause()
      await queue.drain()
      for (const socket of sockets.clients) {
        socket.resume()
        socket.close(liveCloseCodes.goingAway, 'going away')
      }
      const tooLong = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
      }, goodbye_ms)
      if (sockets.clients.size > 0) await gone
      clearTimeout(tooLong)
      await board.close()
    },
  }
}
