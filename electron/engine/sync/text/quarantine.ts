/**
 * Text that its story will not take: handed to the server's quarantine, and seen there.
 *
 *     outgoing text (refused) → [quarantine] → POST /v1/quarantine
 *
 * DQT1  Text refused for good leaves this device only after the quarantine has it, on disk there.
 * DQT6  A text that the quarantine itself refuses keeps no other back.
 */
import { mergePacked } from '../../../../shared/document/encoding.ts'
import { NewsroomError } from '../../../../shared/model/errors.ts'
import type { StoryId } from '../../../../shared/model/ids.ts'
import type { Person } from '../../../../shared/model/people.ts'
import { type Reach, reachOf, reachOfBoth } from '../../../../shared/model/reading.ts'
import { packedType } from '../../../../shared/protocol/documents.ts'
import {
  type HandOver,
  handedOverSchema,
  type Quarantined,
  quarantinedSchema,
  quarantineListSchema,
} from '../../../../shared/protocol/quarantine.ts'
import type { Store } from '../../store/store.ts'
import { StoreFailure } from '../../store/store-failure.ts'
import { heldBeyond, purgeStory, purgeText } from '../../store/story-purge.ts'
import { packSequence } from '../line/frames.ts'
import {
  AccountClosed,
  jsonOf,
  NotSignedIn,
  request,
  type ServerAddress,
} from '../line/server-api.ts'
import { toPurge } from './lost-desks.ts'
import { rowsInPush, rowsToSend } from './push-batch.ts'

interface Wiring {
  readonly store: Store
  readonly address: () => ServerAddress
  readonly me: () => Person
  readonly openStories: () => ReadonlySet<StoryId>
  /** The story's text has left this device, or the rest of it that nobody takes has. */
  readonly onGone: (stories: readonly StoryId[]) => void
  readonly onList: () => void
}

export class Quarantine {
  readonly #wiring: Wiring
  readonly #refused = new Map<StoryId, string>()
  #texts: readonly Quarantined[] = []
  #shutOut = false

  constructor(wiring: Wiring) {
    this.#wiring = wiring
  }

  /** The server will never take the text of this story that waits. */
  refused(story: StoryId, why: string): void {
    this.#refused.set(story, why)
  }

  /** Texts that wait for somebody's eyes, as last heard. */
  get waiting(): number {
    return this.#texts.filter(({ state }) => state === 'waiting').length
  }

  /** Hands over what was refused, takes away what is no longer this person's, asks what waits. */
  async work(): Promise<void> {
    let untakable: NewsroomError | null = null
    for (const [story, why] of this.#refused) {
      try {
        await this.#handOver(story, why)
        this.#refused.delete(story)
      } catch (error) {
        if (!isOfThisText(error)) throw error
        untakable ??= error
      }
    }
    this.purge()
    await this.list()
    if (untakable) throw untakable
  }

  async list(): Promise<readonly Quarantined[]> {
    const { address, onList } = this.#wiring
    const response = await request(address(), { method: 'GET', path: '/v1/quarantine' })
    const before = standing(this.#texts)
    this.#texts = (await jsonOf(response, quarantineListSchema)).texts
    if (standing(this.#texts) !== before) onList()
    return this.#texts
  }

  async settle(id: string, how: 'take' | 'dismiss'): Promise<readonly Quarantined[]> {
    const path = `/v1/quarantine/${id}/${how}`
    await jsonOf(await request(this.#wiring.address(), { method: 'POST', path }), quarantinedSchema)
    return await this.list()
  }

  /** This person's account was closed: they belong to no desk, until they sign in again. */
  shutOut(): void {
    this.#shutOut = true
    this.purgeIfTaken()
  }

  /** `purge` where nobody would try again: what a full disk keeps now goes with the next line. */
  purgeIfTaken(): void {
    try {
      this.purge()
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error
    }
  }

  /** Takes off this device what its person may not read, or no longer. */
  purge(): void {
    const { store, openStories, onGone } = this.#wiring
    const reach = this.#reach()
    if (!reach) return
    const open = openStories()
    const isNeeded = (story: StoryId) =>
      open.has(story) || store.held.mayHold(story) || store.waiting.of(story) !== null
    const gone = toPurge(heldBeyond(store, reach), reach, isNeeded)
    if (gone.length === 0) return
    store.db.transaction(() => {
      for (const { story } of gone) purgeStory(store, story)
      // The server is not to think that what has gone is here.
      const cursor = store.marks.cursor()
      if (cursor?.reach !== undefined) {
        store.marks.moveCursor({ ...cursor, reach: reachOfBoth(cursor.reach, reach) })
      }
    })
    onGone(gone.map(({ story }) => story))
  }

  /** Null until the server has said how this newsroom reads. */
  #reach(): Reach | null {
    const { store, me } = this.#wiring
    const [said] = store.facts.all('newsroom')
    const person = this.#shutOut ? { ...me(), memberships: [] } : me()
    return said ? reachOf(person, said.newsroom) : null
  }

  async #handOver(story: StoryId, why: string): Promise<void> {
    const { store, address, onGone } = this.#wiring
    const fact = store.facts.story(story)
    for (;;) {
      const text = nextText(store, story, why, fact?.desk ?? wantedDesk(store, story))
      if (!text) break
      const response = await request(address(), {
        method: 'POST',
        path: '/v1/quarantine',
        body: packSequence([text]),
        contentType: packedType,
      })
      await jsonOf(response, handedOverSchema)
      await store.batch.add(story, () => store.log.acknowledge(story, text.ref, 0))
    }
    store.waiting.recount(story)
    // A story that the server knows is had from there without what it does not take. One that it
    // does not know stays: here alone is all of it.
    if (fact && !store.waiting.of(story)) store.db.transaction(() => purgeText(store, story))
    onGone([story])
  }
}

/** Refused for what it is, not for who sends it or when. */
const isOfThisText = (error: unknown): error is NewsroomError =>
  error instanceof NewsroomError &&
  error.retry === 'never' &&
  !(error instanceof NotSignedIn || error instanceof AccountClosed)

/** One may have come while another was settled. */
const standing = (texts: readonly Quarantined[]): string =>
  texts.map(({ id, state }) => `${id} ${state}`).join()

/** The desk on which a story should have been made. */
function wantedDesk({ outbox }: Store, story: StoryId): HandOver['desk'] {
  for (const { command } of outbox.rows()) {
    if (command.do === 'create-story' && command.story === story) return command.desk
  }
  return null
}

function nextText(
  store: Store,
  story: StoryId,
  why: string,
  desk: HandOver['desk'],
): HandOver | null {
  const rows = rowsToSend(store.log.waiting(story, 0, rowsInPush), undefined)
  const last = rows.at(-1)
  if (!last) return null
  const update = new Uint8Array(mergePacked(rows.map(({ body }) => body)))
  const writtenAt = store.waiting.of(story)?.since ?? 0
  return { story, desk, ref: last.seq, update, why, writtenAt }
}
