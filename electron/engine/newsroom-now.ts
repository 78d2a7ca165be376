/** What time it is at the newsroom, as far as this desk knows, however its own clock is set. */
import type { Instant } from '../../shared/model/time.ts'
import type { Desk } from './desk.ts'

/** For what people see and what rules judge; waits and deadlines go by the steady clock. */
export const newsroomNow = ({ clock, sync }: Pick<Desk, 'clock' | 'sync'>): Instant =>
  Math.max(0, Math.round(clock() + sync.clockOffset))
