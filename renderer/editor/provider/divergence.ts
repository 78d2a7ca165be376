/**
 * Divergence guard: does what is on screen say the same as a fresh load of the same document?
 * In rare merges, undo leaves a live Y.Doc in another order than everybody else sees.
 *
 * DG1  A document whose fresh load reads differently is found, and so is an editor that differs
 *      from its document.
 */
import * as Y from 'yjs'
import { canonicalContent, projectStory } from '../../../shared/document/projection.ts'
import { blockText, type StoryContent } from '../../../shared/model/story.ts'

/** The same state in a document of its own. */
export function freshLoad(doc: Y.Doc): Y.Doc {
  const fresh = new Y.Doc()
  Y.applyUpdateV2(fresh, Y.encodeStateAsUpdateV2(doc), 'fresh-load')
  return fresh
}

/** One line a block, as `linesOnScreen` of the editor writes them. */
export const linesOf = (content: StoryContent): string[] =>
  content.blocks.map((block) =>
    block.type === 'text' ? `${block.kind} ${blockText(block)}` : block.type,
  )

/** `onScreen` is what the body editor shows, or null when no editor is open. */
export function hasDiverged(doc: Y.Doc, onScreen: readonly string[] | null): boolean {
  const live = projectStory(doc)
  const fresh = freshLoad(doc)
  const reload = canonicalContent(projectStory(fresh))
  fresh.destroy()
  if (canonicalContent(live) !== reload) return true
  if (onScreen === null) return false
  const lines = linesOf(live)
  return lines.length !== onScreen.length || lines.some((line, i) => line !== onScreen[i])
}
