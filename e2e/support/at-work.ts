/** A desk of the load at work: turn after turn until it is told to stop, which waits for the last one. */
import type { Ledger, LoadDesk } from './load-desk.ts'

interface AtWork {
  readonly ledger: Ledger
  /** Between two turns. */
  readonly pause_ms: number
  /** Once, before the first turn; gives what one turn does. */
  readonly begin: () => Promise<(n: number) => Promise<void>>
  readonly end?: () => void
}

export function atWork({ ledger, pause_ms, begin, end }: AtWork): LoadDesk {
  let stopping = false
  let working: Promise<void> | undefined
  const work = async () => {
    const turn = await begin()
    for (let n = 1; !stopping; n++) {
      await turn(n)
      if (pause_ms > 0) await new Promise((resolve) => setTimeout(resolve, pause_ms))
    }
  }
  return {
    ledger,
    start() {
      working = work()
      working.catch(() => {}) // Said by `finish`.
    },
    async finish() {
      stopping = true
      await working
      end?.()
    },
  }
}
