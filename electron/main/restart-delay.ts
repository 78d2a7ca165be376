/** When to start something again that has died: at once, but not in a tight loop. */

/** Deaths longer ago than this do not count, in milliseconds. */
const memory = 60_000
/** This many deaths within memory are met with an immediate restart. */
const free = 3
const longest = 10_000

/** Milliseconds to wait before the next start, given when it died before (newest last). */
export function restartDelay(deaths: readonly number[], now: number): number {
  const recent = deaths.filter((at) => now - at < memory).length
  if (recent <= free) return 0
  return Math.min(longest, 250 * 2 ** (recent - free - 1))
}
