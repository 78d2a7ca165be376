/**
 * The line to the server as values: when to connect, when to wait, when to leave it. Pure. Its
 * times are of a clock that never jumps, so that nobody's clock setting holds a desk off line.
 *
 * DLN1  Working offline by choice and being signed out never connect by themselves.
 * DLN2  A lost line is tried again with growing, jittered waits; waking up tries at once.
 * DLN21  A line that held and is lost is tried again within a second, at whatever server is there.
 * DLN10  A server that says it leaves is no failure: the desk goes to another one at once.
 */
import { assertNever } from '../../../../shared/model/errors.ts'
import { afterGoodbye, backoff, moveOn } from './backoff.ts'

export interface Line {
  readonly signedIn: boolean
  readonly offlineByChoice: boolean
  readonly at:
    | { readonly is: 'resting' }
    | { readonly is: 'connecting' }
    | { readonly is: 'online'; readonly since: number }
    | { readonly is: 'waiting'; readonly until: number }
  /** Failed tries since a server last welcomed this desk. */
  readonly tries: number
  /** Lines in a row that were welcomed and did not hold. */
  readonly moves: number
  /** Counts the tries to connect, so that a second one is told from the first. */
  readonly attempt: number
}

export type LineEvent =
  | { readonly is: 'signed-in' }
  | { readonly is: 'signed-out' }
  | { readonly is: 'offline-by-choice'; readonly offline: boolean }
  | { readonly is: 'welcomed' }
  | { readonly is: 'lost' }
  /** The server has said that it goes away; others may be up. */
  | { readonly is: 'sent-away' }
  | { readonly is: 'wake' }
  /** Time may have come. */
  | { readonly is: 'tick' }

/**
 * A line that holds this long has proved itself, in milliseconds. Servers that are restarted one
 * after the other send a desk on every few seconds: that must not count as failing ever longer.
 */
const proof = 2000
/** So many lines in a row that did not hold are each followed by another within a second. */
const fewMoves = 5

export const newLine: Line = {
  signedIn: false,
  offlineByChoice: false,
  at: { is: 'resting' },
  tries: 0,
  moves: 0,
  attempt: 0,
}

/** What follows from an event; `random` in [0, 1) spreads the desks of a newsroom. */
export function follow(line: Line, event: LineEvent, now: number, random: number): Line {
  switch (event.is) {
    case 'signed-in':
      return settle({ ...line, signedIn: true, tries: 0, moves: 0 })
    case 'signed-out':
      return settle({ ...line, signedIn: false })
    case 'offline-by-choice':
      return settle({ ...line, offlineByChoice: event.offline, tries: 0, moves: 0 })
    case 'welcomed':
      return line.at.is === 'connecting' ? { ...line, at: { is: 'online', since: now } } : line
    case 'lost':
      return lost(line, now, random)
    case 'sent-away':
      return sentAway(line, now, random)
    case 'wake':
      // What was begun before the machine slept may wait for an answer that never comes.
      return line.at.is === 'waiting' || line.at.is === 'connecting'
        ? connect({ ...line, tries: 0, moves: 0 })
        : line
    case 'tick':
      return line.at.is === 'waiting' && line.at.until <= now ? connect(line) : line
    default:
      return assertNever(event)
  }
}

const mayConnect = (line: Line): boolean => line.signedIn && !line.offlineByChoice

const connect = (line: Line): Line => ({
  ...line,
  at: { is: 'connecting' },
  attempt: line.attempt + 1,
})

function settle(line: Line): Line {
  if (!mayConnect(line)) return { ...line, at: { is: 'resting' } }
  return line.at.is === 'resting' ? connect(line) : line
}

const waiting = (until: number): Line['at'] => ({ is: 'waiting', until })

function lost(line: Line, now: number, random: number): Line {
  if (line.at.is === 'connecting') {
    const until = now + backoff(line.tries, random)
    return { ...line, tries: line.tries + 1, at: waiting(until) }
  }
  // What took a line that held may be over already, and behind the address there may be others.
  return line.at.is === 'online' ? over({ ...line, tries: 1 }, now, random, moveOn(random)) : line
}

function sentAway(line: Line, now: number, random: number): Line {
  if (line.at.is !== 'online' && line.at.is !== 'connecting') return line
  return over({ ...line, tries: 0 }, now, random, afterGoodbye(random))
}

/** A line that a server had taken up is over; another is wanted `soon`, in milliseconds. */
function over(line: Line, now: number, random: number, soon: number): Line {
  if (hasHeld(line, now)) return { ...line, moves: 0, at: waiting(now + soon) }
  // Servers restarted in turn send a desk on every other second; only one that never stays up is
  // waited for ever longer.
  const moves = line.moves + 1
  const pause = moves <= fewMoves ? soon : backoff(moves - 2, random)
  return { ...line, moves, at: waiting(now + pause) }
}

const hasHeld = ({ at }: Line, now: number): boolean =>
  at.is === 'online' && now - at.since >= proof
