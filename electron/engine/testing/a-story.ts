/** Stories and edits of them, for tests. */
import * as Y from 'yjs'
import { packState, packUpdate } from '../../../shared/document/encoding.ts'
import { createStoryDoc, headlineOf } from '../../../shared/document/story-doc.ts'
import type { StoryFact } from '../../../shared/model/facts.ts'
import {
  newStoryId,
  newTranslationGroupId,
  newUserId,
  parseDeskId,
} from '../../../shared/model/ids.ts'

export const city = parseDeskId('city')
export const world = parseDeskId('world')

/** A document whose updates are handed over, packed, as they are made. */
export class Writer {
  readonly doc = new Y.Doc()
  readonly updates: Uint8Array[] = []

  constructor() {
    this.doc.on('updateV2', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'elsewhere') this.updates.push(packUpdate(update))
    })
  }

  /** Starts as a new story. */
  static ofNewStory(): Writer {
    const writer = new Writer()
    createStoryDoc(writer.doc, { kind: 'news', language: 'en', byline: 'Salma', firstBlock: 'b' })
    return writer
  }

  /** Types at the end of the headline; gives the update. */
  type(text: string): Uint8Array {
    const headline = headlineOf(this.doc)
    headline.insert(headline.length, text)
    return this.updates.at(-1) as Uint8Array
  }

  get headline(): string {
    return headlineOf(this.doc).toString()
  }

  state(): Uint8Array {
    return packState(this.doc)
  }
}

/** A story that the newsroom has agreed on. */
export const aStoryFact = (change: Partial<StoryFact> = {}): StoryFact => ({
  type: 'story',
  id: newStoryId(),
  revision: 1,
  desk: city,
  language: 'en',
  writer: newUserId(),
  createdAt: 1,
  translationGroup: newTranslationGroupId(),
  work: { at: 'draft' },
  publication: { at: 'unpublished' },
  legal: { embargo: null },
  ...change,
})
