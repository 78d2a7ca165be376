/** Texts that the newsroom in memory was handed and cannot put into their stories. */
import { randomUUID } from 'node:crypto'
import { projectStory } from '../../../shared/document/projection.ts'
import type { Person } from '../../../shared/model/people.ts'
import { blockText } from '../../../shared/model/story.ts'
import { handOverSchema, type Quarantined } from '../../../shared/protocol/quarantine.ts'
import { withDocument } from '../store/story-texts.ts'
import { unpackSequence } from '../sync/line/frames.ts'

export class SetAsideTexts {
  readonly #texts = new Map<string, Quarantined>()

  /** What is sent twice is kept once. */
  take(body: Buffer, by: Person): { kept: number } {
    const before = this.#texts.size
    for (const { story, desk, ref, update, why, writtenAt } of unpackSequence(
      body,
      handOverSchema,
    )) {
      const key = `${by.id} ${story} ${ref}`
      if (this.#texts.has(key)) continue
      const { headline, blocks } = withDocument([update], projectStory)
      const words = [headline, ...blocks.map(blockText)].join(' ').trim()
      const settled = { state: 'waiting', settledBy: null, mayTake: false } as const
      const text = { id: randomUUID(), story, desk, author: by.id, words, why, writtenAt }
      this.#texts.set(key, { ...text, at: Date.now(), ...settled })
    }
    return { kept: this.#texts.size - before }
  }

  /** Those that this person wrote. */
  of = (person: Person): { texts: Quarantined[] } => ({
    texts: [...this.#texts.values()].filter(({ author }) => author === person.id),
  })
}
