/** Many seeds in two processes. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { add, noTally, type Tally } from './tally.ts'
import type { Report, Share } from './worker.ts'

/** Seeds a process gets at a time. */
const portion = 20
const processes = 2

export interface Campaign {
  readonly from: number
  /** Ends after so many seeds, or at this time (ms since 1970), whichever comes first. */
  readonly seeds: number
  readonly until: number
}

export interface Result {
  readonly tally: Tally
  readonly failed: Report['failed']
  readonly weak: Report['weak']
}

export async function playMany(
  campaign: Campaign,
  onProgress: (tally: Tally) => void,
): Promise<Result> {
  const tally = noTally()
  const failed: Report['failed'][number][] = []
  const weak: Report['weak'][number][] = []
  let next = campaign.from
  const end = campaign.from + campaign.seeds
  const nextShare = (): Share | null => {
    if (next >= end || Date.now() >= campaign.until) return null
    const share = { from: next, count: Math.min(portion, end - next) }
    next += share.count
    return share
  }
  await Promise.all(
    Array.from({ length: processes }, () =>
      work(nextShare, (report) => {
        add(tally, report.tally)
        failed.push(...report.failed)
        weak.push(...report.weak)
        onProgress(tally)
      }),
    ),
  )
  const inOrder = (a: { seed: number }, b: { seed: number }) => a.seed - b.seed
  return { tally, failed: failed.sort(inOrder), weak: weak.sort(inOrder) }
}

/** Keeps one process busy until there is nothing left; one that ends early is a failure. */
function work(nextShare: () => Share | null, take: (report: Report) => void): Promise<void> {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production' },
  })
  return new Promise((resolve, reject) => {
    let done = false
    const go = () => {
      const share = nextShare()
      if (share) child.send(share)
      else {
        done = true
        child.disconnect()
      }
    }
    child.on('message', (report: Report) => {
      take(report)
      go()
    })
    child.once('error', reject)
    child.once('exit', (code) => (done ? resolve() : reject(new Error(endedEarly(child, code)))))
    go()
  })
}

const endedEarly = (child: ChildProcess, code: number | null): string =>
  `A process of the fuzz (${child.pid}) ended early with ${code ?? child.signalCode}`
