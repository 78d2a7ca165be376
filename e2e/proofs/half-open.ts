/** Two thousand sockets that never say what they want, while desks go on writing. */
import { percentile } from '../../bench/percentile.ts'
import { megabytes, residentOf } from '../../bench/sync-usage.ts'
import type { Figure } from '../../scripts/prove.ts'
import { aServer } from '../support/a-server.ts'
import { type HalfOpen, openHalves, stalls } from '../support/half-open.ts'
import { withEnding } from '../support/on-end.ts'
import { aSocketWriter } from '../support/wire-socket.ts'

const halfOpen = 2000
/** A body that stops is given a minute, and five seconds pass between two looks. */
const droppedWithin_s = 90
const mostGrowth_MB = 150
/** A server that has just begun grows by its work alone: it works first, then it is measured. */
const warm_s = 20
const slowestAnswer_ms = 1000

const lastOf = (halves: readonly HalfOpen[]) =>
  Math.max(...halves.map((half) => half.lasted() ?? Number.POSITIVE_INFINITY)) / 1000

/** Opens them, writes until the last one is dropped, and looks at memory. */
export async function prove(): Promise<Figure[]> {
  return await withEnding(async (onEnd) => {
    const server = await aServer(onEnd)
    const writer = await aSocketWriter(onEnd, server.url)
    const work = async (longest_s: number, goOn: () => boolean) => {
      const answers: number[] = []
      let most = 0
      const until = performance.now() + longest_s * 1000
      while (goOn() && performance.now() < until) {
        const begun = performance.now()
        await writer.write('.')
        answers.push(performance.now() - begun)
        most = Math.max(most, megabytes(residentOf(server.pid)))
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return { answers, most }
    }

    const before = (await work(warm_s, () => true)).most
    const halves = await openHalves(onEnd, server.url, halfOpen)
    const { answers, most } = await work(droppedWithin_s, () =>
      halves.some((half) => half.lasted() === undefined),
    )
    const standing = halves.filter((half) => half.lasted() === undefined).length
    const worst = percentile(answers, 1)
    return [
      { what: 'half-open sockets', value: halves.length, goal: '', ok: halves.length === halfOpen },
      { what: 'still standing at the end', value: standing, goal: '0', ok: standing === 0 },
      ...stalls.map((stall) => {
        const last = lastOf(halves.filter((half) => half.stall === stall))
        return {
          what: `the last one dropped: ${stall}`,
          value: `${last.toFixed(1)} s`,
          goal: `< ${droppedWithin_s} s`,
          ok: last < droppedWithin_s,
        }
      }),
      {
        what: 'updates of a desk acknowledged meanwhile',
        value: answers.length,
        goal: '> 100',
        ok: answers.length > 100,
      },
      {
        what: 'slowest of them',
        value: `${worst.toFixed(0)} ms`,
        goal: `< ${slowestAnswer_ms} ms`,
        ok: worst < slowestAnswer_ms,
      },
      {
        what: `memory the server grew by, without its PostgreSQL, from ${before.toFixed(0)} MB at work`,
        value: `${(most - before).toFixed(0)} MB`,
        goal: `< ${mostGrowth_MB} MB`,
        ok: most - before < mostGrowth_MB,
      },
    ]
  })
}
