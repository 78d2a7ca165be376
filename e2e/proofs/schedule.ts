/** Five hundred scheduled items, four servers on one database, two of them killed meanwhile. */
import type { Figure } from '../../scripts/prove.ts'
import { type AServer, aServer } from '../support/a-server.ts'
import { withEnding } from '../support/on-end.ts'
import { aSchedule, whatFired } from '../support/schedule.ts'
import { until } from '../support/until.ts'

const lines = 400
const stories = 100
/** Time to schedule all of them before the first is due. */
const lead_ms = 40_000
const span_ms = 20_000

export async function prove(): Promise<Figure[]> {
  return await withEnding(async (onEnd) => {
    const first = await aServer(onEnd)
    const others: AServer[] = []
    for (let n = 0; n < 3; n++) others.push(await aServer(onEnd, { data: first.data }))
    const schedule = await aSchedule(first.url, { lines, stories }, { lead_ms, span_ms })
    const inTime = Date.now() < schedule.from
    const [second, third] = others
    // The one that others were started beside, and one of those: while items are due.
    await until(
      'the first items to be due',
      () => Date.now() > schedule.from + span_ms / 3,
      600_000,
    )
    await first.kill()
    await until('most to be due', () => Date.now() > schedule.from + (2 * span_ms) / 3, 600_000)
    await second?.kill()
    const url = third?.url ?? ''
    const fired = await until(
      'all to go out',
      async () => {
        const now = await whatFired(url, schedule)
        return now.missing.length === 0 && now
      },
      span_ms + 30_000,
    ).catch(() => whatFired(url, schedule))
    const late = [...fired.late_ms].sort((a, b) => a - b)
    return [
      {
        what: 'scheduled before the first was due',
        value: String(inTime),
        goal: 'true',
        ok: inTime,
      },
      {
        what: 'items that went out once',
        value: late.length,
        goal: String(lines + stories),
        ok: late.length === lines + stories,
      },
      {
        what: 'items that did not go out',
        value: fired.missing.length,
        goal: '0',
        ok: fired.missing.length === 0,
      },
      {
        what: 'items that moved twice, early or otherwise',
        value: fired.wrong.length,
        goal: '0',
        ok: fired.wrong.length === 0,
      },
      {
        what: 'late, middle / worst ms',
        value: `${late[Math.floor(late.length / 2)]} / ${late.at(-1)}`,
        goal: 'worst under 1000',
        ok: (late.at(-1) ?? 0) < 1000,
      },
    ]
  })
}
