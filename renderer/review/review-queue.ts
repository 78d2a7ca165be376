import { useMemo } from 'react'
import type { StoryRow } from '../../shared/ipc/rows.ts'
import type { DeskId } from '../../shared/model/ids.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'

/** A queue longer than this is another problem; the newest part of it is shown. */
const most = 500

const whole = { list: 'review', desk: null, offset: 0, limit: most } as const

export interface Waiting {
  readonly row: StoryRow
  /** Submitted, not judged yet, since then. */
  readonly since: number
}

/** Stories that wait for a desk chief, the oldest first. */
export function waitingIn(rows: readonly StoryRow[]): Waiting[] {
  return rows
    .flatMap((row) =>
      row.fact.work.at === 'submitted' ? [{ row, since: row.fact.work.when }] : [],
    )
    .sort((a, b) => a.since - b.since)
}

const none: readonly StoryRow[] = []

/** The queue of one desk or of all; null until the engine has answered. */
export function useReviewQueue(desk: DeskId | null): readonly Waiting[] | null {
  const page = useEngineQuery('stories:list', whole, ['stories:changed'])
  const rows = page.data?.rows ?? none
  const known = page.data !== undefined
  return useMemo(() => {
    const all = waitingIn(rows)
    if (!known) return null
    return desk === null ? all : all.filter(({ row }) => row.fact.desk === desk)
  }, [rows, known, desk])
}
