/**
 * One desk's live socket: hello, frames in, frames out, and its end.
 *
 *     desk ⇄ [live socket] → append queue; story rooms, presence board → [live socket]
 *
 * VLS1  Nothing is done for a socket before a hello with a valid session and our protocol.
 * VLS2  A malformed frame closes the socket and changes nothing.
 * VLS3  A desk that reads too slowly, or has silently gone, is cut off; others are not held up.
 * VLS4  A desk that is sent away hears first what became of all that was read from it.
 */
import type { RawData, WebSocket } from 'ws'
import type { StoryId } from '../../../shared/model/ids.ts'
import type { ServerFrame } from '../../../shared/protocol/live.ts'
import { type DeskFrame, deskFrameSchema, liveCloseCodes } from '../../../shared/protocol/live.ts'
import type { Actor } from '../../db/people-rows.ts'
import { unpack } from '../packed-body.ts'
import { type DeskIntake, deskIntake } from './desk-intake.ts'
import { frameOf } from './framed.ts'

const helloWithin_ms = 10_000
const ping_ms = 15_000
const goodbye_ms = 2000
/** Bytes waiting for a desk that does not read. */
const mostWaiting = 16 * 1024 * 1024
const mostOpenStories = 5000

/** "Try again later": the database did not answer, nothing was acknowledged. */
export const tryAgainLater = 1013

/** What a socket asks of the rest of the server. */
export interface LiveServices {
  /** Who speaks; throws when the token or the device is not right. */
  welcome(hello: Hello): Promise<Welcome>
  join(member: LiveMember): void
  append(member: LiveMember, frame: UpdateFrame): Promise<ServerFrame>
  open(member: LiveMember, story: StoryId, have: number): Promise<void>
  close(member: LiveMember, story: StoryId): void
  present(member: LiveMember, frame: PresenceFrame): void
  leave(member: LiveMember): void
  onError(error: unknown): void
  onTooSlow(): void
}

type Frame<T extends DeskFrame['t']> = Extract<DeskFrame, { t: T }>
export type Hello = Frame<'hello'>
export type UpdateFrame = Frame<'update'>
export type PresenceFrame = Frame<'presence'>

export type Welcome =
  | { readonly kind: 'welcome'; readonly actor: Actor; readonly name: string; frame: ServerFrame }
  | { readonly kind: 'refused'; readonly code: number; readonly why: string }

/** A signed-in desk on the live socket. */
export interface LiveMember {
  readonly actor: Actor
  readonly name: string
  readonly stories: Set<StoryId>
  /** Sends a frame, made once for all who get it. */
  send(framed: Uint8Array): void
  close(code: number, why: string): void
  isOpen(): boolean
}

/** The connection below the socket: frames that are made already go straight there. */
export interface Wire {
  write(framed: Uint8Array): unknown
}

/** A socket that is served. */
export interface ServedSocket {
  /** The server leaves: what was read is answered, the rest stays with the desk, which goes elsewhere. */
  leave(): Promise<void>
}

/** Serves one socket until it closes. */
export function serveSocket(socket: WebSocket, services: LiveServices, wire: Wire): ServedSocket {
  let member: LiveMember | null = null
  let greeted = false
  let leaving = false
  const close = (code: number, why: string) => {
    socket.close(code, why)
    // Whoever has gone will not answer the goodbye.
    setTimeout(() => socket.terminate(), goodbye_ms).unref()
  }
  const tooLate = setTimeout(() => close(liveCloseCodes.noHello, 'no hello'), helloWithin_ms)
  const stopPinging = keepAlive(socket)
  const intake = deskIntake(socket)

  socket.on('error', () => socket.terminate()) // Oversized or broken frames; `close` follows.
  socket.on('close', () => {
    clearTimeout(tooLate)
    stopPinging()
    intake.close()
    if (member) services.leave(member)
  })
  socket.on('message', (data, isBinary) => {
    if (leaving) return
    const frame = isBinary ? parseFrame(data) : null
    if (!frame || (frame.t === 'hello') === greeted) {
      return close(liveCloseCodes.malformed, 'malformed frame')
    }
    if (frame.t === 'hello') {
      greeted = true
      clearTimeout(tooLate)
      greet(frame).catch(fail)
    } else if (member) handle(member, frame, { services, intake, fail })
    else close(liveCloseCodes.malformed, 'wait for the welcome')
  })

  async function greet(hello: Hello): Promise<void> {
    const answer = await services.welcome(hello)
    if (answer.kind === 'refused') return close(answer.code, answer.why)
    if (socket.readyState !== socket.OPEN) return
    member = memberOn(socket, answer, services.onTooSlow, wire)
    services.join(member)
    member.send(frameOf(answer.frame))
  }

  function fail(error: unknown): void {
    services.onError(error)
    close(tryAgainLater, 'try again later')
  }

  return {
    async leave() {
      leaving = true
      await intake.end()
      socket.resume() // Or its own goodbye would not be read.
      socket.close(liveCloseCodes.goingAway, 'going away')
    },
  }
}

interface Around {
  readonly services: LiveServices
  readonly intake: DeskIntake
  readonly fail: (error: unknown) => void
}

function handle(
  member: LiveMember,
  frame: Exclude<DeskFrame, Hello>,
  { services, intake, fail }: Around,
): void {
  switch (frame.t) {
    case 'update': {
      const { length } = frame.update
      intake.took(length)
      services
        .append(member, frame)
        .then((answer) => member.send(frameOf(answer)), fail)
        .finally(() => intake.answered(length))
      return
    }
    case 'open':
      if (member.stories.size >= mostOpenStories) {
        member.close(liveCloseCodes.malformed, 'too many stories')
      } else services.open(member, frame.story, frame.have).catch(fail)
      return
    case 'close':
      services.close(member, frame.story)
      return
    case 'presence':
      services.present(member, frame)
  }
}

function parseFrame(data: RawData): DeskFrame | null {
  try {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)
    return unpack(bytes, deskFrameSchema)
  } catch {
    return null
  }
}

function memberOn(
  socket: WebSocket,
  { actor, name }: { readonly actor: Actor; readonly name: string },
  onTooSlow: () => void,
  wire: Wire,
): LiveMember {
  return {
    actor,
    name,
    stories: new Set(),
    send(framed) {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > mostWaiting) {
        onTooSlow()
        socket.close(liveCloseCodes.tooSlow, 'too slow')
        // A desk that does not read will not read the close either.
        setTimeout(() => socket.terminate(), 1000).unref()
        return
      }
      wire.write(framed)
    },
    close: (code, why) => socket.close(code, why),
    isOpen: () => socket.readyState === socket.OPEN,
  }
}

/** Pings; a desk that did not answer the last one has gone without saying so. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, ping_ms)
  return () => clearInterval(timer)
}
