/** A process of the fuzz: plays the seeds it is given and says what it counted. */
import { setPriority } from 'node:os'
import { failures, play, weaknesses } from './play.ts'
import { plan } from './scenario.ts'
import { count, noTally, type Tally } from './tally.ts'

export interface Share {
  readonly from: number
  readonly count: number
}

export interface Report {
  readonly tally: Tally
  readonly failed: readonly { readonly seed: number; readonly why: readonly string[] }[]
  readonly weak: readonly { readonly seed: number; readonly why: readonly string[] }[]
}

function playShare(share: Share): Report {
  const tally = noTally()
  const failed: Report['failed'][number][] = []
  const weak: Report['weak'][number][] = []
  for (let seed = share.from; seed < share.from + share.count; seed++) {
    const scenario = plan(seed)
    const outcome = play(scenario)
    count(tally, scenario, outcome)
    const wrong = failures(outcome)
    if (wrong.length > 0) failed.push({ seed, why: wrong })
    const missed = weaknesses(outcome)
    if (missed.length > 0) weak.push({ seed, why: missed })
  }
  return { tally, failed, weak }
}

// Whoever works on this machine comes first.
setPriority(10)
process.on('message', (share: Share) => process.send?.(playShare(share)))
process.on('disconnect', () => process.exit(0))
