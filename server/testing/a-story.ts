/** A story being written: its document and the updates it makes. */
import * as Y from 'yjs'
import { packState, packUpdate } from '../../shared/document/encoding.ts'
import { projectStory } from '../../shared/document/projection.ts'
import { createStoryDoc, headlineOf, metaOf } from '../../shared/document/story-doc.ts'
import type { StoryId, VersionHash } from '../../shared/model/ids.ts'
import { hashContent } from '../documents/current-version.ts'
import type { TestClient } from './a-client.ts'

export interface TestStory {
  readonly id: StoryId
  readonly doc: Y.Doc
  /** Changes the document and gives the update that does it. */
  edit(change: (doc: Y.Doc) => void): Uint8Array
  /** Edits and pushes as `writer`. */
  push(writer: TestClient, change: (doc: Y.Doc) => void): Promise<void>
  version(): VersionHash
}

let refs = 0
/** A number no other push of this run has. */
export const nextRef = (): number => ++refs

/** A story with headline and section, on the server. */
export async function aStory(
  writer: TestClient,
  headline = 'Ferry fares to rise',
): Promise<TestStory> {
  const id = await writer.createStory()
  const doc = new Y.Doc()
  createStoryDoc(doc, { kind: 'news', language: 'en', byline: 'A. Writer', firstBlock: 'b1' })
  headlineOf(doc).insert(0, headline)
  metaOf(doc).set('section', 'economy')
  await writer.push([{ story: id, ref: nextRef(), update: packState(doc) }])
  const edit = (change: (doc: Y.Doc) => void): Uint8Array => {
    const updates: Uint8Array[] = []
    const listen = (update: Uint8Array) => updates.push(update)
    doc.on('updateV2', listen)
    doc.transact(() => change(doc))
    doc.off('updateV2', listen)
    return packUpdate(Y.mergeUpdatesV2(updates))
  }
  return {
    id,
    doc,
    edit,
    async push(by, change) {
      const [answer] = await by.push([{ story: id, ref: nextRef(), update: edit(change) }])
      if (answer?.kind !== 'logged') throw new Error(`not logged: ${JSON.stringify(answer)}`)
    },
    version: () => hashContent(projectStory(doc)),
  }
}

/** Appends words to the headline. */
export const words =
  (text: string) =>
  (doc: Y.Doc): void =>
    headlineOf(doc).insert(headlineOf(doc).length, text)
