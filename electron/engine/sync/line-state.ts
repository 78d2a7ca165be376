/**
 * The line to the server as values: when to connect, when to wait, when to leave it. Pure.
 *
 * DLN1  Working offline by choice and being signed out never connect by themselves.
 * DLN2  A lost line is tried again with growing, jittered waits; waking up tries at once.
 */
import { assertNever } from '../../../shared/model/errors.ts'
import type { Instant } from '../../../shared/model/time.ts'
import { backoff } from './backoff.ts'

export interface Line {
  readonly signedIn: boolean
  readonly offlineByChoice: boolean
  readonly at:
    | { readonly is: 'resting' }
    | { readonly is: 'connecting' }
    | { readonly is: 'online'; readonly since: Instant }
    | { readonly is: 'waiting'; readonly until: Instant }
  /** Failed tries since the line last held. */
  readonly tries: number
}

export type LineEvent =
  | { readonly is: 'signed-in' }
  | { readonly is: 'signed-out' }
  | { readonly is: 'offline-by-choice'; readonly offline: boolean }
  | { readonly is: 'welcomed' }
  | { readonly is: 'lost' }
  | { readonly is: 'wake' }
  /** Time may have come. */
  | { readonly is: 'tick' }

/** A line that holds this long has proved itself, in milliseconds. */
const proof = 10_000

export const newLine: Line = {
  signedIn: false,
  offlineByChoice: false,
  at: { is: 'resting' },
  tries: 0,
}

/** What follows from an event; `random` in [0, 1) spreads the desks of a newsroom. */
export function follow(line: Line, event: LineEvent, now: Instant, random: number): Line {
  switch (event.is) {
    case 'signed-in':
      return settle({ ...line, signedIn: true, tries: 0 })
    case 'signed-out':
      return settle({ ...line, signedIn: false })
    case 'offline-by-choice':
      return settle({ ...line, offlineByChoice: event.offline, tries: 0 })
    case 'welcomed':
      return line.at.is === 'connecting' ? { ...line, at: { is: 'online', since: now } } : line
    case 'lost':
      return lost(line, now, random)
    case 'wake':
      return line.at.is === 'waiting' ? { ...line, at: { is: 'connecting' }, tries: 0 } : line
    case 'tick':
      return line.at.is === 'waiting' && line.at.until <= now
        ? { ...line, at: { is: 'connecting' } }
        : line
    default:
      return assertNever(event)
  }
}

const mayConnect = (line: Line): boolean => line.signedIn && !line.offlineByChoice

function settle(line: Line): Line {
  if (!mayConnect(line)) return { ...line, at: { is: 'resting' } }
  return line.at.is === 'resting' ? { ...line, at: { is: 'connecting' } } : line
}

function lost(line: Line, now: Instant, random: number): Line {
  if (line.at.is !== 'connecting' && line.at.is !== 'online') return line
  const held = line.at.is === 'online' && now - line.at.since >= proof
  const tries = held ? 0 : line.tries
  return { ...line, tries: tries + 1, at: { is: 'waiting', until: now + backoff(tries, random) } }
}
