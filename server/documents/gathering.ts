/**
 * How long updates wait for company before they are committed together.
 *
 * A commit costs the same for one as for ten. While few people type, each update would have one to
 * itself, so they gather for a time that no reader notices; the first after a pause never waits.
 * The more people type, the more updates come while the last commit is under way: those gather of
 * themselves, and waiting for more than the next would only add to their delay.
 */

/** Between the starts of two commits while it is calm. */
export const longest_ms = 60
/** In a rush: two go together, at the price of one. */
export const shortest_ms = 1.5
/** Updates a second up to which it is calm, and from which they gather of themselves. */
const calm = 500
const busy = 800
const slot_ms = 250

export interface Gathering {
  came(): void
  /** What should lie between the starts of two commits now. */
  pace(): number
}

/** Watches how fast updates come. */
export function gathering(now: () => number = () => performance.now()): Gathering {
  let slot = now()
  let count = 0
  let perSecond = 0

  function look(): void {
    const passed = now() - slot
    if (passed < slot_ms) return
    perSecond = (count / passed) * 1000
    slot = now()
    count = 0
  }

  return {
    came() {
      look()
      count += 1
    },
    pace() {
      look()
      const share = (busy - perSecond) / (busy - calm)
      return Math.max(shortest_ms, longest_ms * Math.min(1, Math.max(0, share)))
    },
  }
}
