/**
 * How much one desk may hand in: a desk that writes faster than people do, or faster than the
 * database commits, is read more slowly. Nothing it sent is refused for that or lost: what is not
 * read stays in its own log.
 *
 * VLM2  A desk beyond its pace is slowed down to it; other desks are not.
 * VLM3  What one desk has handed in and is not committed stays bounded in memory.
 */

/** Updates a second for as long as it lasts; people's desks send a few. */
const perSecond = 100
/** So many at once after a rest: what gathered while the line was away. */
const burst = 1000
/** Bytes that wait for their commit: one largest update and then some. */
const mostUnanswered = 16 * 1024 * 1024

export interface Tap {
  /** No more is read. */
  pause(): void
  resume(): void
}

export interface DeskIntake {
  /** An update of so many bytes was read. */
  took(bytes: number): void
  /** It was committed, refused, or failed. */
  answered(bytes: number): void
  /** Reads no more for good; resolves when all that was read has its answer. */
  end(): Promise<void>
  close(): void
}

/** Watches one desk; opens and shuts its tap. */
export function deskIntake(tap: Tap, now: () => number = () => performance.now()): DeskIntake {
  let allowance = burst
  let counted = now()
  let unanswered = 0
  let updates = 0
  let shut = false
  let settle: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined

  const refill = () => {
    allowance = Math.min(burst, allowance + ((now() - counted) / 1000) * perSecond)
    counted = now()
  }

  function look(): void {
    if (settle) {
      if (updates === 0) settle()
      return
    }
    refill()
    const mayGoOn = allowance >= 1 && unanswered <= mostUnanswered
    if (mayGoOn && shut) {
      shut = false
      tap.resume()
    } else if (!mayGoOn && !shut) {
      shut = true
      tap.pause()
    }
    if (shut && allowance < 1 && timer === undefined) {
      timer = setTimeout(
        () => {
          timer = undefined
          look()
        },
        Math.ceil(((1 - allowance) / perSecond) * 1000),
      )
    }
  }

  return {
    took(bytes) {
      refill()
      allowance -= 1
      unanswered += bytes
      updates += 1
      look()
    },
    answered(bytes) {
      unanswered -= bytes
      updates -= 1
      if (shut || settle) look()
    },
    end() {
      clearTimeout(timer)
      tap.pause()
      return new Promise((resolve) => {
        settle = resolve
        look()
      })
    },
    close() {
      clearTimeout(timer)
    },
  }
}
