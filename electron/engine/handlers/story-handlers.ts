/**
 * Calls of windows about stories: making, opening, writing, leaving.
 *
 *     window → [story handlers] → write batch, update log → sync
 *
 * DQT5  What a window still held when its person lost the desk is taken, and set aside by the
 *       server: no word is stuck in a window that cannot write it anywhere.
 */
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { checkUpdate, packState } from '../../../shared/document/encoding.ts'
import { createStoryDoc } from '../../../shared/document/story-doc.ts'
import {
  newCommandId,
  newStoryId,
  newTranslationGroupId,
  type StoryId,
} from '../../../shared/model/ids.ts'
import { may } from '../../../shared/model/permissions.ts'
import type { StoryKind } from '../../../shared/model/story.ts'
import type { Language } from '../../../shared/model/vocabulary.ts'
import type { EngineHandlers } from '../answer-port.ts'
import type { Desk } from '../desk.ts'
import { NotAllowed, StoryNotHere } from '../not-here.ts'
import { storyRow } from './list-handlers.ts'
import { whyNoText } from './why-no-text.ts'

type StoryCalls = Pick<
  EngineHandlers,
  'story:create' | 'story:open' | 'story:close' | 'story:append' | 'story:presence'
>

/** Making, opening and writing stories. */
export function storyHandlers(desk: () => Desk): StoryCalls {
  return {
    'story:create': (wanted) => ({ story: createStory(desk(), wanted) }),
    'story:open'({ story }, window) {
      const here = desk()
      const [state, ...tail] = here.store.texts.parts(story).parts
      const row = storyRow(here, story)
      if (!row) throw new StoryNotHere()
      if (!state) throw whyNoText(here, story)
      const isFirst = !here.hub.openStories().has(story)
      window.open.add(story)
      if (here.mayWrite(story) || here.store.held.mayHold(story)) {
        window.writes.add(story)
        here.store.held.opened(story)
      }
      if (isFirst) here.sync.opened(story)
      here.projector.tidy(story)
      return { state: new Uint8Array(state), tail: tail.map((one) => new Uint8Array(one)), row }
    },
    'story:close'({ story }, window) {
      window.open.delete(story)
      window.writes.delete(story)
      closeStory(desk(), story)
      return {}
    },
    async 'story:append'({ story, update }, window) {
      checkUpdate(update)
      const here = desk()
      // What was typed before the window heard that its person lost the desk: the server sets it aside.
      if (!here.mayWrite(story) && !window.writes.has(story)) {
        throw new NotAllowed('You may not write on the desk of this story')
      }
      const at = here.sync.now()
      const { store, hub } = here
      const seq = await store.batch.add(story, () => {
        const written = store.log.append(story, update, at)
        store.windows.mine(story, written, at)
        return written
      })
      here.wrote(story, seq, at)
      hub.tellReaders(story, 'story:update', { story, update }, window)
      return { seq }
    },
    'story:presence'({ story, anchor, focus }) {
      desk().sync.present(story, anchor, focus)
      return {}
    },
  }
}

/** A window has let go of a story; the last one to do so ends following it. */
export function closeStory(desk: Desk, story: StoryId): void {
  if (desk.hub.openStories().has(story)) return
  desk.store.held.closed(story)
  desk.sync.closed(story)
  desk.projector.tidy(story)
}

interface Wanted {
  readonly desk: Parameters<typeof may>[2] & string
  readonly language: Language
  readonly kind: StoryKind
  readonly translationOf: StoryId | null
}

function createStory(here: Desk, { desk, language, kind, translationOf }: Wanted): StoryId {
  const { store, me } = here
  if (!may(me, 'create-story', desk)) throw new NotAllowed('You may not write on this desk')
  const original = translationOf && here.previews.shown(translationOf)?.fact
  const translationGroup = original ? original.translationGroup : newTranslationGroupId()
  const story = newStoryId()
  const at = here.sync.now()
  const first = firstState(kind, language, me.name)
  // Document and command together: a story is never half born.
  const seq = store.db.transaction(() => {
    store.rows.create(story, language, kind, at)
    const command = { do: 'create-story', story, desk, language, translationGroup } as const
    store.outbox.add(newCommandId(), command, at, 0)
    return store.log.append(story, first, at)
  })
  here.commandsChanged(story)
  here.wrote(story, seq, at)
  return story
}

function firstState(kind: StoryKind, language: Language, byline: string): Uint8Array {
  const doc = new Y.Doc()
  createStoryDoc(doc, { kind, language, byline, firstBlock: randomUUID() })
  const state = packState(doc)
  doc.destroy()
  return state
}
