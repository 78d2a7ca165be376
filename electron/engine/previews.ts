/**
 * Keeps the lists' view of pending commands true: recomputed for a story whenever its fact, its
 * commands or its unsent text change.
 */
import type { StoryFact } from '../../shared/model/facts.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { storyAfter } from './pending-facts.ts'
import { type Queued, subjectOf } from './store/outbox.ts'
import type { Store } from './store/store.ts'

export interface ShownStory {
  /** Confirmed and pending together. */
  readonly fact: StoryFact
  /** Commands without a verdict. */
  readonly pending: number
}

export class Previews {
  readonly #store: Store
  readonly #me: () => Person

  constructor(store: Store, me: () => Person) {
    this.#store = store
    this.#me = me
    for (const story of this.#storiesWithPending()) this.refresh(story)
  }

  /** A story as the screens show it; null while neither server nor this desk knows of one. */
  shown(story: StoryId): ShownStory | null {
    const pending = this.#store.outbox.waiting(story)
    const fact = this.#after(story, this.#store.facts.story(story), pending)
    return fact && { fact, pending: pending.length }
  }

  /** Recomputes where the lists show a story. */
  refresh(story: StoryId): void {
    const pending = this.#store.outbox.waiting(story)
    const confirmed = this.#store.facts.story(story)
    const fact = this.#after(story, confirmed, pending)
    const differs = fact !== confirmed || pending.length > 0
    this.#store.lists.preview(story, fact && differs ? { fact, pending: pending.length } : null)
  }

  #after(story: StoryId, fact: StoryFact | null, pending: readonly Queued[]): StoryFact | null {
    const row = this.#store.waiting.of(story) && this.#store.rows.get(story)
    const unsent = row?.version ? { version: row.version, editedAt: row.editedAt } : null
    return storyAfter(fact, pending, this.#me(), unsent)
  }

  #storiesWithPending(): Set<StoryId> {
    const commanded = this.#store.outbox.waiting().map(({ command }) => subjectOf(command))
    const edited = new Set(this.#store.waiting.stories())
    return new Set([
      ...edited,
      ...(commanded as StoryId[]).filter((id) => this.#store.rows.get(id)),
    ])
  }
}
