/**
 * How long to wait before trying again: longer with every failure, with a limit, never in step
 * with other desks. Pure.
 *
 * DLN3  After a failure a wait is at least a quarter of a second and at most half a minute.
 * DLN19  Where the server says when to come again, no try by itself comes earlier.
 * DLN4  Desks that lose their server in the same moment come back spread over the whole wait.
 */

/** The longest first wait, the longest of all and the shortest of all, in milliseconds. */
const first = 1000
const longest = 30_000
const shortest = 250
/** A line that held: others may be up, the desks only have to spread. */
const spread = { from: 50, to: 900 } as const
/** After a goodbye: the server spreads its desks itself, by saying it to one after the other. */
const shortSpread = { from: 20, to: 150 } as const

/** Milliseconds before try number `tries` (0 for the first repeat); `random` is in [0, 1). */
export function backoff(tries: number, random: number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(tries, 16))
  return Math.round(shortest + (whole - shortest) * random)
}

/** Milliseconds to wait when the server has asked for so many. */
export const asAsked = (asked: number, random: number): number =>
  Math.round(Math.min(longest, Math.max(shortest, asked) + spread.to * random))

/** Milliseconds before the first try after a line that held: its server is gone. */
export const moveOn = (random: number): number => within(spread, random)

/** Milliseconds before the first try after a server has said that it leaves. */
export const afterGoodbye = (random: number): number => within(shortSpread, random)

const within = ({ from, to }: { readonly from: number; readonly to: number }, random: number) =>
  Math.round(from + (to - from) * random)
