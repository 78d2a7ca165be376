/**
 * The server was restored from a backup: its history is another one, and it may have forgotten what
 * this desk had been told was done.
 *
 *     welcome, change feed → [new history] → outbox, owed text → server
 *
 * DNH1  A story, a term, a breaking line that the server no longer knows is asked for again by the
 *      desks that hold it; a line comes back as a draft: nothing goes out a second time by itself.
 * DNH2  No text and no command leaves before this desk has read what the server still knows: they
 *      would be refused for what they refer to.
 * DNH3  Whoever made it asks first, so that a story keeps its writer; others take over after a while.
 */
import type { Command } from '../../../../shared/model/commands.ts'
import type { BreakingFact, Fact, StoryFact } from '../../../../shared/model/facts.ts'
import { newCommandId, type StoryId, type UserId } from '../../../../shared/model/ids.ts'
import type { Person } from '../../../../shared/model/people.ts'
import { may } from '../../../../shared/model/permissions.ts'
import type { Clock, Instant } from '../../../../shared/model/time.ts'
import type { Store } from '../../store/store.ts'
import { addToRestoredNote, beginRestoredNote, movedBack } from './restored-note.ts'

/** Facts compared in one transaction. */
const piece = 50
/** How long the desk of whoever made it has, in milliseconds. */
const patience = 15_000

interface Wiring {
  readonly store: Store
  readonly clock: Clock
  readonly me: () => Person
  /** What was known of the server's logs is void. */
  readonly onForgotten: () => void
  /** What the server did not know is asked for; these stories' texts wait to be sent whole. */
  readonly onSettled: (stories: readonly StoryId[]) => void
  /** Look at the feed again. */
  readonly onPatienceOver: () => void
}

/** Begins a new history inside a transaction: keeps what must be compared, forgets the rest. */
export function forgetHistory(store: Store): void {
  store.earlier.keep()
  store.facts.forget()
  store.rows.oweAll()
}

export class NewHistory {
  readonly #wiring: Wiring
  #timer: NodeJS.Timeout | null = null
  #patienceIsOver = false

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** True from the first word of a new history until it has been read and compared. */
  get settling(): boolean {
    return this.#wiring.store.earlier.any()
  }

  /** The server has said which history it tells. */
  welcomed(epoch: string): void {
    const { store, onForgotten } = this.#wiring
    const cursor = store.marks.cursor()
    if (!cursor || cursor.epoch === epoch) return
    store.db.transaction(() => {
      forgetHistory(store)
      store.marks.moveCursor({ epoch, after: 0 })
    })
    this.#patienceIsOver = false
    onForgotten()
  }

  /** This desk is level with the feed: compares, and asks for what is missing. */
  async level(): Promise<void> {
    const { store, onSettled } = this.#wiring
    if (this.#patienceIsOver) store.earlier.takeOver()
    if (this.settling) {
      if (!this.#patienceIsOver) beginRestoredNote(store, this.#wiring.clock())
      const stories = await this.#compare()
      onSettled(stories)
    }
    if (store.earlier.anyLater()) this.#waitForOthers()
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  #waitForOthers(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#patienceIsOver = true
      this.#wiring.onPatienceOver()
    }, patience)
  }

  async #compare(): Promise<StoryId[]> {
    const { store } = this.#wiring
    const again: StoryId[] = []
    for (;;) {
      const facts = store.earlier.next(piece)
      if (facts.length === 0) return again
      const asked = store.db.transaction(() => {
        const before = store.outbox.waiting().length
        const moved = facts.flatMap((fact) => this.#movedBack(fact) ?? [])
        const stories = facts.flatMap((fact) => this.#settle(fact) ?? [])
        addToRestoredNote(store, store.outbox.waiting().length - before, moved)
        return stories
      })
      // At once: the next piece may meet a full disk.
      for (const story of asked) store.waiting.recount(story)
      again.push(...asked)
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
  }

  /** What was left to others has been looked at before. */
  #movedBack(fact: Fact) {
    if (this.#patienceIsOver || fact.type !== 'story') return null
    const { store, me } = this.#wiring
    return movedBack(fact, store.facts.story(fact.id), me())
  }

  /** Asks for one fact again when the server has forgotten it; the story, when it was one. */
  #settle(fact: Fact): StoryId | null {
    const { store, me, clock } = this.#wiring
    const command = isKnown(store, fact) ? null : commandFor(fact, me(), clock())
    const maker = makerOf(fact)
    if (command && maker && maker !== me().id && !this.#patienceIsOver) {
      store.earlier.leaveToOthers(fact)
      return null
    }
    store.earlier.drop(fact)
    if (!command) return null
    const state = fact.type === 'story' ? store.texts.state(fact.id) : null
    // A story of which only the name is here: whoever holds its text will ask.
    if (fact.type === 'story' && !state) return null
    store.outbox.addAgain(newCommandId(), command, clock())
    if (fact.type !== 'story' || !state) return null
    store.log.append(fact.id, state, clock(), store.rows.get(fact.id)?.editedAt || null)
    store.rows.settle(fact.id)
    return fact.id
  }
}

function isKnown(store: Store, fact: Fact): boolean {
  switch (fact.type) {
    case 'story':
      return store.facts.story(fact.id) !== null
    case 'breaking':
      return store.facts.breaking(fact.id) !== null
    case 'term':
      return store.facts
        .all('term')
        .some(({ scheme, key }) => scheme === fact.scheme && key === fact.key)
    default:
      return true
  }
}

/** Who should ask; nobody in particular for a term. */
function makerOf(fact: Fact): UserId | null {
  if (fact.type === 'story') return fact.writer
  return fact.type === 'breaking' && 'by' in fact.stage ? fact.stage.by : null
}

/** What makes the fact again, when this person may; null when nothing is to be made. */
function commandFor(fact: Fact, me: Person, now: Instant): Command | null {
  switch (fact.type) {
    case 'story':
      return may(me, 'create-story', fact.desk) ? creationOf(fact) : null
    case 'breaking':
      return may(me, 'breaking-draft', null) && isOpen(fact, now) ? draftOf(fact) : null
    case 'term': {
      const { scheme, key, labels } = fact
      return may(me, 'add-term', null) ? { do: 'add-term', scheme, key, labels } : null
    }
    default:
      return null
  }
}

const creationOf = ({ id, desk, language, translationGroup }: StoryFact): Command => ({
  do: 'create-story',
  story: id,
  desk,
  language,
  translationGroup,
})

const draftOf = ({ id, lines, story, life }: BreakingFact): Command => ({
  do: 'breaking-draft',
  breaking: id,
  lines,
  story,
  life,
})

/** A line that somebody may still want to send. */
function isOpen({ stage }: BreakingFact, now: Instant): boolean {
  if (stage.at === 'live') return stage.until > now
  return stage.at === 'drafted' || stage.at === 'scheduled'
}
