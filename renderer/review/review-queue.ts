import { useMemo } from 'react'
import type { StoryRow } from '../../shared/ipc/rows.ts'
import type { DeskId } from '../../shared/model/ids.ts'
import type { Desk } from '../../shared/model/people.ts'
import { may } from '../../shared/model/permissions.ts'
import { useSignedIn } from '../bridge/session.ts'
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

/** Desks on which this person decides; empty for those who only read along. */
export function useJudgedDesks(): readonly Desk[] {
  const session = useSignedIn()
  return useMemo(
    () => session?.desks.filter(({ id }) => may(session.person, 'approve', id)) ?? [],
    [session],
  )
}

/** The queue of one desk or of all that concern this person; null until the engine has answered. */
export function useReviewQueue(desk: DeskId | null): readonly Waiting[] | null {
  const judged = useJudgedDesks()
  const page = useEngineQuery('stories:list', whole, ['stories:changed'])
  const rows = page.data?.rows ?? none
  const known = page.data !== undefined
  return useMemo(() => {
    const all = waitingIn(rows)
    if (!known) return null
    const wanted = desk === null ? judged.map(({ id }) => id) : [desk]
    return wanted.length === 0 ? all : all.filter(({ row }) => wanted.includes(row.fact.desk))
  }, [rows, known, desk, judged])
}
