/**
 * Makes the log of a story short again, in a worker, off the typing path.
 *
 *     projector → [compact story] → text worker → snapshot, log
 *
 * DCP5  However long somebody types, online or not, the log of a story stays bounded, and the story
 *      reads the same.
 * DCP6  Others' rows that I may not have seen when I wrote stay by themselves until the merge guard
 *       has judged them.
 * DQT4  What was taken off this device while it was worked on does not come back.
 */
import type { StoryId } from '../../../shared/model/ids.ts'
import type { Instant } from '../../../shared/model/time.ts'
import { planFold } from '../store/fold-plan.ts'
import type { Store } from '../store/store.ts'
import type { TextWorker } from './text-worker.ts'

/** What has come stands on the screen, and what was typed before is in the log, after so long, in milliseconds. */
const settled = 1000

interface Circumstances {
  readonly now: Instant
  /** The store has been closed meanwhile. */
  readonly isClosed: () => boolean
}

/** Compacts a story: wholly when all of it is settled, else each side by itself. */
export async function compactStory(
  store: Store,
  worker: TextWorker,
  story: StoryId,
  { now, isClosed }: Circumstances,
): Promise<void> {
  store.bases.releaseIfMineAlone(story, now)
  const before = store.bases.before(story)
  if (before !== null) return await foldSides(store, worker, { story, before, isClosed })
  const { parts, upTo } = store.texts.partsBefore(story, store.log.firstSince(story, now, settled))
  if (parts.length < 2) return
  const body = await worker.perform({ do: 'compact', parts })
  // Taken off this device meanwhile: it must not come back.
  const isHere = (store.rows.get(story)?.lastSeq ?? 0) >= upTo
  if (!isClosed() && isHere) store.texts.compact(story, upTo, body)
}

interface Pinned {
  readonly story: StoryId
  readonly before: number
  readonly isClosed: () => boolean
}

async function foldSides(
  store: Store,
  worker: TextWorker,
  { story, before, isClosed }: Pinned,
): Promise<void> {
  // A window may begin with rows of others that are older than mine.
  const kept = Math.min(before, store.windows.firstOf(story) ?? before)
  const rows = store.bases.foldRows(story, kept)
  const plan = planFold(rows, [...store.outbox.givenAfter(story), ...store.bases.cuts(story)])
  const older = store.texts.partsBefore(story, kept)
  const { base, segments } = await worker.perform({
    do: 'fold',
    base: older.parts,
    segments: plan.map(({ mine, seqs }) => ({ mine, updates: store.bases.bodies(seqs) })),
  })
  // Released meanwhile: what was folded would still be right, but a snapshot may hold it already.
  if (isClosed() || store.bases.before(story) !== before) return
  store.db.transaction(() => {
    if (base && older.parts.length > 1) store.texts.compact(story, older.upTo, base)
    const folded = plan.flatMap(({ seqs }, i) => {
      const body = segments[i]
      return body && seqs.length > 1 ? [{ seqs, body }] : []
    })
    store.bases.replace(story, folded, rows.at(-1)?.seq ?? 0)
  })
}
