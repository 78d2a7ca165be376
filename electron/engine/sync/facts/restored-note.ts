/**
 * What the person is told after the newsroom's server was restored from a backup: what left this
 * desk again, and which stories stood further than the backup knows.
 *
 *     new history → [restored note] → care notes → window
 *
 * DRN1  A story of mine, or one that I decide about, whose stage was further here than it is at the
 *       restored server is named with the stage it had.
 * DRN2  The note survives the engine's end in the middle of the comparison; nothing is told twice.
 */
import { type RestoredNote, type StageBefore, storiesNamed } from '../../../../shared/ipc/care.ts'
import type { StoryFact } from '../../../../shared/model/facts.ts'
import type { Person } from '../../../../shared/model/people.ts'
import { may } from '../../../../shared/model/permissions.ts'
import type { Instant } from '../../../../shared/model/time.ts'
import type { Store } from '../../store/store.ts'

type Moved = RestoredNote['moved'][number]

/** Begins the note of the history that is being settled, unless it was begun before. */
export function beginRestoredNote(store: Store, at: Instant): void {
  const epoch = store.marks.cursor()?.epoch
  if (!epoch || noteOf(store, epoch)) return
  const [said] = store.facts.all('newsroom')
  const to = said?.newsroom.restoredTo ?? null
  const texts = store.rows.countOwed()
  store.care.add({ kind: 'restored', epoch, to, texts, again: 0, moved: [], movedInAll: 0 }, at)
}

/** Adds what a piece of the comparison found, in its transaction. */
export function addToRestoredNote(store: Store, again: number, moved: readonly Moved[]): void {
  const epoch = store.marks.cursor()?.epoch
  const found = epoch ? noteOf(store, epoch) : null
  if (!found || again + moved.length === 0) return
  const { id, what } = found
  store.care.rewrite(id, {
    ...what,
    again: what.again + again,
    moved: [...what.moved, ...moved].slice(0, storiesNamed),
    movedInAll: what.movedInAll + moved.length,
  })
}

function noteOf(store: Store, epoch: string): { id: number; what: RestoredNote } | null {
  for (const { id, what } of store.care.unread()) {
    if (what.kind === 'restored' && what.epoch === epoch) return { id, what }
  }
  return null
}

/** The story with its earlier stage when the restored server puts it elsewhere and it concerns me. */
export function movedBack(earlier: StoryFact, now: StoryFact | null, me: Person): Moved | null {
  if (now && now.revision >= earlier.revision) return null
  const was = stageOf(earlier)
  const isSame = now
    ? was === stageOf(now) && versionOf(earlier) === versionOf(now)
    : was === 'draft'
  if (isSame || was === 'draft' || !concerns(earlier, me)) return null
  return { story: earlier.id, was }
}

/** Whoever wrote it waits for it; whoever decides on its desk has to decide again. */
const concerns = ({ writer, desk }: StoryFact, me: Person): boolean =>
  writer === me.id || may(me, 'approve', desk)

function stageOf({ work, publication }: StoryFact): StageBefore | 'draft' {
  if (work.at !== 'done' && work.at !== 'draft') return work.at
  if (publication.at === 'live') return 'live'
  return publication.at === 'taken-down' ? 'takenDown' : 'draft'
}

/** The version that readers saw: a corrected one is another. */
const versionOf = ({ publication }: StoryFact): string =>
  publication.at === 'live' ? publication.version : publication.at
