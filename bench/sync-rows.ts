/** The bench's figures as rows, with the goals they are held against. */
import { median } from './percentile.ts'
import { type Row, row } from './row.ts'
import type { CatchUpMeasure, LiveMeasure, SyncDetails } from './sync-measures.ts'

const peers = ['y-websocket', 'hocuspocus'] as const
type Peer = (typeof peers)[number]

const slower = 1.2
const quicker = 10
const smaller = 1 / 3

/** The peer with the smallest figure. */
function best(figure: (peer: Peer) => number): { beside: number; besideName: string } {
  const [first] = peers
    .map((peer) => ({ beside: figure(peer), besideName: peer }))
    .sort((a, b) => a.beside - b.beside)
  return first ?? { beside: Number.NaN, besideName: 'none' }
}

const of = (all: readonly LiveMeasure[], editors: number, value: (m: LiveMeasure) => number) =>
  median(all.filter((m) => m.editors === editors).map(value))

const totalCpu = ({ cpuServer, cpuDatabase }: LiveMeasure) => cpuServer + cpuDatabase

function liveRows({ live }: SyncDetails, editors: number): Row[] {
  const beside = (value: (m: LiveMeasure) => number) => ({
    ours: of(live.ours, editors, value),
    ...best((peer) => of(live[peer], editors, value)),
  })
  const p99 = beside(({ arrivals }) => arrivals.p99)
  const p50 = beside(({ arrivals }) => arrivals.p50)
  const who = `${editors} editors, 2 updates/s each`
  const judged = editors === 500
  const cpu = {
    ours: of(live.ours, editors, totalCpu),
    beside: of(live.hocuspocus, editors, totalCpu),
    besideName: 'hocuspocus + PostgreSQL',
  }
  const cpuJudged = editors === 200
  return [
    row(
      {
        what: `${who}: p99 to the colleague`,
        unit: 'ms',
        ...p99,
        goal: judged ? `≤ ${slower} × the better peer` : '',
      },
      (mine, theirs) => !judged || mine <= slower * theirs,
    ),
    row({
      what: `${who}: the same, beside passing on after a bare commit`,
      unit: 'ms',
      ours: p99.ours,
      beside: of(live.committed, editors, ({ arrivals }) => arrivals.p99),
      besideName: 'bare sockets, each frame committed',
      goal: '',
    }),
    row({ what: `${who}: p50 to the colleague`, unit: 'ms', ...p50, goal: '' }),
    row({
      what: `${who}: p99 to the acknowledgement, committed`,
      unit: 'ms',
      ours: of(live.ours, editors, ({ acks }) => acks?.p99 ?? Number.NaN),
      beside: of(live.echo, editors, ({ arrivals }) => arrivals.p99),
      besideName: 'bare sockets, nothing stored',
      goal: '',
    }),
    row(
      {
        what: `${who}: CPU with the database`,
        unit: 'ms/s',
        ...cpu,
        goal: cpuJudged ? `≤ ${slower} × hocuspocus` : '',
      },
      (mine, theirs) => !cpuJudged || mine <= slower * theirs,
    ),
    row({
      what: `${who}: bytes to and from desks`,
      unit: 'kB/s',
      ...beside(({ bytesUp, bytesDown, seconds }) => (bytesUp + bytesDown) / seconds / 1000),
      goal: '',
    }),
  ]
}

const secondsOf = (all: readonly CatchUpMeasure[], what: CatchUpMeasure['what']): number =>
  median(all.filter((found) => found.what === what).map(({ seconds }) => seconds))

function catchUpRows({ catchUp }: SyncDetails): Row[] {
  const widths = [...new Set(catchUp['y-websocket'].map(({ atOnce }) => atOnce))]
  return (['push', 'pull'] as const).flatMap((what) => {
    const ours = secondsOf(catchUp.ours, what)
    return widths.map((atOnce, n) => {
      const theirs = best((peer) =>
        secondsOf(
          catchUp[peer].filter((found) => found.atOnce === atOnce),
          what,
        ),
      )
      const judged = n === 0
      return row(
        {
          what: `back online, 80 ms away: ${what} 1,000 stories × 50 updates`,
          unit: 's',
          ours,
          beside: theirs.beside,
          besideName: `${theirs.besideName}, ${atOnce} sockets at once`,
          goal: judged ? `${quicker} × quicker than both` : '',
        },
        (mine, beside) => !judged || mine * quicker <= beside,
      )
    })
  })
}

function memoryRows({ touch }: SyncDetails): Row[] {
  const open = best((peer) => touch[peer].openMB)
  const after = best((peer) => touch[peer].afterMB)
  return [
    row(
      {
        what: '10,000 stories touched and open: resident memory',
        unit: 'MB',
        ours: touch.ours.openMB,
        ...open,
        goal: '≤ a third of theirs',
      },
      (mine, theirs) => mine <= theirs * smaller,
    ),
    row({
      what: 'the same when everybody has left',
      unit: 'MB',
      ours: touch.ours.afterMB,
      ...after,
      goal: '',
    }),
  ]
}

/** Every row; the judged ones first in each group. */
export function syncRows(details: SyncDetails): Row[] {
  const lost = details.live.ours.find(({ missing }) => missing !== 0)
  if (lost) throw new Error(`${lost.missing} of ours did not arrive with ${lost.editors} editors`)
  return [
    ...liveRows(details, 500),
    ...liveRows(details, 200),
    ...catchUpRows(details),
    ...memoryRows(details),
  ]
}
