/** How long to wait before trying again: doubling, with a limit, never in step with other desks. */

const first = 500
const longest = 30_000

/** Milliseconds before try number `tries` (0 for the first repeat); `random` is in [0, 1). */
export function backoff(tries: number, random: number): number {
  const whole = Math.min(longest, first * 2 ** Math.min(tries, 16))
  return Math.round(whole * (0.5 + random / 2))
}
