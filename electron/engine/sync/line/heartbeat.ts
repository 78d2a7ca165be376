/**
 * Whether a line that says nothing still holds. Pure: the shell asks what to do when a timer ends.
 *
 * DLN5  A line on which nothing comes is asked, and given up when the answer does not come in time.
 * DLN6  A machine that slept, or a timer that fired hours late, does not condemn a line unheard:
 *       it is asked once more.
 * DLN7  While bytes come in, or those handed over go out, the line holds, however slow it is.
 */

/** Until a silent line is asked, and until its answer, in milliseconds. */
const quiet = 10_000
const patience = 5000
/** After waking up: an answer that is not there by then will not come. */
const shortPatience = 2500
/** A timer this late was not late by itself: the machine slept or stood still. */
const overslept = 3000

export interface Traffic {
  /** Bytes that have come in since the line began. */
  readonly received: number
  /** Bytes handed over but not on their way yet. */
  readonly unsent: number
}

export interface Heartbeat {
  /** When something moved last. */
  readonly movedAt: number
  /** When the line was asked, if no sign of life has come since. */
  readonly askedAt: number | null
  /** When to look again. */
  readonly lookAt: number
  readonly traffic: Traffic
}

export interface Look {
  readonly next: Heartbeat
  readonly say: 'nothing' | 'ask' | 'lost'
}

/** A line that has just come up. */
export const newHeartbeat = (now: number, traffic: Traffic): Heartbeat => ({
  movedAt: now,
  askedAt: null,
  lookAt: now + quiet,
  traffic,
})

/** What to do at this moment; times are of a clock that never jumps. */
export function look(before: Heartbeat, traffic: Traffic, now: number): Look {
  if (hasMoved(before.traffic, traffic)) {
    return { next: newHeartbeat(now, traffic), say: 'nothing' }
  }
  if (now < before.lookAt) return { next: { ...before, traffic }, say: 'nothing' }
  if (before.askedAt === null || now - before.lookAt > overslept) {
    return ask({ ...before, traffic }, now, patience)
  }
  return { next: before, say: 'lost' }
}

/** The machine woke up: whatever was there may be gone, so ask at once. */
export const wakeUp = (before: Heartbeat, traffic: Traffic, now: number): Look =>
  ask({ ...before, traffic }, now, shortPatience)

function ask(before: Heartbeat, now: number, wait: number): Look {
  return { next: { ...before, askedAt: now, lookAt: now + wait }, say: 'ask' }
}

/** What waits grows when we write; only what comes in or goes out is a sign of the other side. */
const hasMoved = (before: Traffic, now: Traffic): boolean =>
  now.received > before.received || now.unsent < before.unsent
