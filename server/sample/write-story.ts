/** A story's text as updates of its document: composed once, then edited where it changed. */
import * as Y from 'yjs'
import { composeStory } from '../../shared/document/compose.ts'
import { packUpdate } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { bodyRoot, headlineOf, standfirstOf } from '../../shared/document/story-doc.ts'
import type { VersionHash } from '../../shared/model/ids.ts'
import type { StoryContent } from '../../shared/model/story.ts'
import { hashContent } from '../documents/current-version.ts'
import { sampleNumber } from './sample-ids.ts'

/** One story's document while its life is played. */
export interface StoryPen {
  /** Brings the document to this content; returns the packed update. */
  write(content: StoryContent): Uint8Array
  /** The version that the document shows. */
  version(): VersionHash
  close(): void
}

/** A pen for a new document; `name` makes its bytes the same in every run. */
export function storyPen(name: string): StoryPen {
  const doc = new Y.Doc()
  let written: StoryContent | null = null
  return {
    write(content) {
      const before = Y.encodeStateVector(doc)
      doc.clientID = sampleNumber(`client ${name} ${written ? 'again' : 'first'}`, 0xffff_ffff)
      if (written) editStory(doc, written, content)
      else composeStory(doc, content)
      written = content
      return packUpdate(Y.encodeStateAsUpdateV2(doc, before))
    },
    version: () => hashContent(projectStory(doc)),
    close: () => doc.destroy(),
  }
}

/** Changes what differs: headline and standfirst letter by letter, blocks whole. */
function editStory(doc: Y.Doc, from: StoryContent, to: StoryContent): void {
  const target = new Y.Doc()
  composeStory(target, to)
  doc.transact(() => {
    rewrite(headlineOf(doc), to.headline)
    rewrite(standfirstOf(doc), to.standfirst)
    for (const [i, block] of to.blocks.entries()) {
      if (JSON.stringify(block) === JSON.stringify(from.blocks[i])) continue
      const replacement = bodyRoot(target).get(i)
      bodyRoot(doc).delete(i, 1)
      bodyRoot(doc).insert(i, [replacement.clone() as Y.XmlElement])
    }
  })
  target.destroy()
}

function rewrite(text: Y.Text, wanted: string): void {
  const had = text.toString()
  if (had === wanted) return
  let start = 0
  while (start < had.length && had[start] === wanted[start]) start++
  let end = 0
  const longest = Math.min(had.length, wanted.length) - start
  while (end < longest && had.at(-1 - end) === wanted.at(-1 - end)) end++
  text.delete(start, had.length - start - end)
  text.insert(start, wanted.slice(start, wanted.length - end))
}
