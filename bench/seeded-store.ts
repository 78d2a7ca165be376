/**
 * A desk's store with so many stories, written by the real store's code straight into its file, so
 * that a hundred thousand take minutes once and a copy afterwards. Kept in out/bench/stores/.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as Y from 'yjs'
import { projectText } from '../electron/engine/projection/project-text.ts'
import { openStore, type Store } from '../electron/engine/store/store.ts'
import { root } from '../scripts/project.ts'
import { composeStory } from '../shared/document/compose.ts'
import { packState } from '../shared/document/encoding.ts'
import type { StoryFact } from '../shared/model/facts.ts'
import {
  type DeskId,
  newStoryId,
  newTranslationGroupId,
  type StoryId,
  type UserId,
} from '../shared/model/ids.ts'
import type { StoryContent } from '../shared/model/story.ts'
import { picked } from './picked.ts'
import { proseOf } from './prose.ts'
import { aStoryOf } from './seeded-stories.ts'

/** Bumped when what is written below changes: stores of an older form are not used again. */
const form = 1
const storiesTogether = 500
const wordsEach = 120

export interface SeedOptions {
  readonly stories: number
  readonly me: UserId
  readonly desk: DeskId
}

const workOf = (n: number, me: UserId): StoryFact['work'] =>
  n % 23 === 0 ? { at: 'returned', by: me, when: n, reason: 'Shorter, please' } : { at: 'draft' }

function factOf(story: StoryId, n: number, { me, desk }: SeedOptions): StoryFact {
  return {
    type: 'story',
    id: story,
    revision: 1,
    desk,
    language: 'en',
    writer: me,
    createdAt: n + 1,
    translationGroup: newTranslationGroupId(),
    work: workOf(n, me),
    publication: { at: 'unpublished' },
    legal: { embargo: null },
  }
}

const aParagraph = (text: string): StoryContent['blocks'][number] => ({
  type: 'text',
  id: 'b0',
  kind: 'paragraph',
  runs: [{ text }],
})

function writeStory(store: Store, n: number, options: SeedOptions): void {
  const story = newStoryId()
  const random = picked(n + 1)
  const content = {
    ...aStoryOf(`${proseOf(random, 6)} ${n + 1}`, 0),
    blocks: [aParagraph(proseOf(random, wordsEach))],
  }
  const doc = new Y.Doc()
  composeStory(doc, content)
  const state = packState(doc)
  doc.destroy()
  store.facts.apply(factOf(story, n, options))
  const seq = store.log.appendForeign(story, state, 1, n + 1)
  store.rows.holds(story, 1)
  const { row, searchable } = projectText([state], null)
  store.rows.project(story, row, seq)
  store.search.put(story, row.headline, searchable)
}

/** Writes so many stories into a store, oldest first. */
export function writeStories(store: Store, options: SeedOptions): void {
  for (let at = 0; at < options.stories; at += storiesTogether) {
    store.db.transaction(() => {
      const end = Math.min(at + storiesTogether, options.stories)
      for (let n = at; n < end; n += 1) writeStory(store, n, options)
    })
  }
}

/** Puts a store with so many stories into a folder, from the cache when it is there. */
export function seedStore(folder: string, options: SeedOptions): void {
  const cached = join(root, 'out', 'bench', 'stores', `${form}-${options.stories}-${options.me}`)
  if (!existsSync(cached)) {
    const part = `${cached}.part`
    rmSync(part, { recursive: true, force: true })
    mkdirSync(part, { recursive: true })
    const store = openStore({ folder: part, me: options.me, device: null, onTrouble: () => {} })
    writeStories(store, options)
    store.db.exec('pragma wal_checkpoint(truncate)')
    store.close()
    renameSync(part, cached)
  }
  mkdirSync(folder, { recursive: true })
  cpSync(cached, folder, { recursive: true })
  // A store of an older Copydesk is brought up to date once, not in what is measured.
  openStore({ folder, me: options.me, device: null, onTrouble: () => {} }).close()
}
