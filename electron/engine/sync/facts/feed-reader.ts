/**
 * Reads the change feed to its end, page by page.
 *
 *     GET /v1/changes → [feed reader] → facts, heads, cursor in one transaction
 *
 * DFR1  The cursor moves in the transaction that applies the page, so that none is skipped or half
 *      applied.
 * DFR2  Another epoch (a restored server) starts over: facts are read anew, text is pulled and
 *      pushed again; what waits here stays.
 * DFR3  A story that is withdrawn from this person is live for them no longer, in the same
 *      transaction.
 */
import type { Fact } from '../../../../shared/model/facts.ts'
import {
  type ChangesPage,
  type Cursor,
  changesPageSchema,
} from '../../../../shared/protocol/changes.ts'
import type { Store } from '../../store/store.ts'
import { jsonOf, request, type ServerAddress } from '../line/server-api.ts'
import { forgetHistory } from './new-history.ts'

const pageSize = 1000

interface Wiring {
  readonly store: Store
  readonly address: () => ServerAddress
  /** Facts that were news, after their transaction. */
  readonly onFacts: (facts: readonly Fact[]) => void
  /** Stories are out of this person's reach now. */
  readonly onWithdrawn: () => void
  /** The server's history is another one. */
  readonly onNewEpoch: () => void
  readonly onClock: (serverNow: number) => void
}

/** Reads all there is; resolves when the desk is level with the feed. */
export async function readFeed(wiring: Wiring): Promise<void> {
  const { store } = wiring
  for (;;) {
    const cursor = store.marks.cursor()
    const page = await fetchPage(wiring.address(), cursor)
    wiring.onClock(page.now)
    const isNewEpoch = cursor !== null && cursor.epoch !== page.epoch
    const news = applyPage(store, page, isNewEpoch)
    if (isNewEpoch) wiring.onNewEpoch()
    wiring.onFacts(news)
    if (page.removed.length > 0) wiring.onWithdrawn()
    if (!page.more) return
  }
}

async function fetchPage(address: ServerAddress, cursor: Cursor | null): Promise<ChangesPage> {
  const query = new URLSearchParams({ limit: String(pageSize) })
  if (cursor) {
    query.set('epoch', cursor.epoch)
    query.set('after', String(cursor.after))
    if (cursor.reach !== undefined) query.set('reach', cursor.reach)
  }
  const response = await request(address, { method: 'GET', path: `/v1/changes?${query}` })
  return await jsonOf(response, changesPageSchema)
}

function applyPage(store: Store, page: ChangesPage, isNewEpoch: boolean): Fact[] {
  return store.db.transaction(() => {
    if (isNewEpoch) forgetHistory(store)
    const news = page.changes.filter(({ fact }) => store.facts.apply(fact))
    for (const story of page.removed) store.rows.withdraw(story)
    const { epoch, next: after, reach } = page
    store.marks.moveCursor({ epoch, after, reach })
    return news.map(({ fact }) => fact)
  })
}
