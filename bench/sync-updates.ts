/** What the bench's people type, as the two kinds of bytes that the contenders speak. */
import * as Y from 'yjs'
import { packUpdate } from '../shared/document/encoding.ts'

/** One change: for ours as it is stored and sent, for the others as they know it. */
export interface Typed {
  readonly packed: Uint8Array
  readonly plain: Uint8Array
}

const words = 'the harbour office said on Sunday that ferries will run again from Monday morning '

/** A desk of this number always types the same; each change stands on the one before. */
export function typed(client: number, changes: number, letters: number): Typed[] {
  const doc = new Y.Doc()
  doc.clientID = client
  const plain: Uint8Array[] = []
  const packed: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => plain.push(update))
  doc.on('updateV2', (update: Uint8Array) => packed.push(packUpdate(update)))
  const text = doc.getText('body')
  for (let n = 0; n < changes; n++) {
    const from = (n * letters) % words.length
    text.insert(text.length, words.repeat(2).slice(from, from + letters))
  }
  doc.destroy()
  return plain.map((bytes, n) => ({ plain: bytes, packed: packed[n] ?? bytes }))
}

/** All of somebody's changes to one story as one update. */
export interface TypedTogether {
  readonly packed: Uint8Array
  readonly plain: Uint8Array
}

/** Merged as a desk merges its log, and as a document encodes its state. */
export function together(all: readonly Typed[]): TypedTogether {
  const doc = new Y.Doc()
  for (const { plain } of all) Y.applyUpdate(doc, plain)
  const merged = Y.mergeUpdatesV2(all.map(({ packed }) => packed.subarray(1)))
  const plain = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return { packed: packUpdate(merged), plain }
}

/** Numbers of desks: as long as the random ones that Yjs draws. */
export const clientNumber = (n: number): number => 2 ** 31 + n
