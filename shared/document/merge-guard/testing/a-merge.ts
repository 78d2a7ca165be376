/** Stories of a few blocks, changed by several sides as the editor's binding changes them. */
import * as Y from 'yjs'
import { packState, packUpdate, unpackUpdate } from '../../encoding.ts'
import { bodyRoot, createStoryDoc } from '../../story-doc.ts'
import { guardMerge } from '../merge-guard.ts'
import type { Finding, MergeInput } from '../merge-report.ts'

export function element(id: string, text: string): Y.XmlElement {
  const block = new Y.XmlElement('block')
  block.setAttribute('s_blockId', id)
  block.insert(0, [new Y.XmlText(text)])
  return block
}

/** A packed story whose body has these paragraphs, `one`, `two`, `three` … */
export function storyOf(...texts: readonly string[]): Uint8Array {
  const doc = new Y.Doc()
  createStoryDoc(doc, { kind: 'news', language: 'en', byline: '', firstBlock: 'first' })
  bodyRoot(doc).delete(0, 1)
  bodyRoot(doc).insert(
    0,
    texts.map((text, n) => element(['one', 'two', 'three', 'four'][n] ?? `b${n}`, text)),
  )
  return packState(doc)
}

export function load(...updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdateV2(doc, unpackUpdate(update))
  return doc
}

/** What somebody wrote since the ancestor. */
export function sideOf(ancestor: Uint8Array, change: (side: Side) => void, client?: number) {
  const doc = load(ancestor)
  if (client !== undefined) doc.clientID = client
  const vector = Y.encodeStateVector(doc)
  change(new Side(doc))
  return packUpdate(Y.encodeStateAsUpdateV2(doc, vector))
}

export class Side {
  readonly doc: Y.Doc
  constructor(doc: Y.Doc) {
    this.doc = doc
  }

  get size(): number {
    return bodyRoot(this.doc).length
  }

  text(block: number): Y.XmlText {
    return (bodyRoot(this.doc).get(block) as Y.XmlElement).get(0) as Y.XmlText
  }
  /** Writes before the first place where these words stand. */
  type(block: number, words: string, before: string): void {
    const text = this.text(block)
    const at = before === '' ? text.length : text.toString().indexOf(before)
    text.insert(at, words)
  }
  drop(block: number, words: string): void {
    const text = this.text(block)
    text.delete(text.toString().indexOf(words), words.length)
  }
  remove(block: number): void {
    bodyRoot(this.doc).delete(block, 1)
  }
  /** As the editor does: taken out, put in anew. */
  move(block: number, to: number): void {
    const words = this.text(block).toString()
    this.remove(block)
    bodyRoot(this.doc).insert(to, [element(`moved-${this.doc.clientID}`, words)])
  }
  split(block: number, before: string): void {
    const text = this.text(block)
    const at = text.toString().indexOf(before)
    const rest = text.toString().slice(at)
    text.delete(at, rest.length)
    bodyRoot(this.doc).insert(block + 1, [element(`split-${this.doc.clientID}`, rest)])
  }
  /** The block goes to the end of the one before it. */
  join(block: number): void {
    const words = this.text(block).toString()
    this.remove(block)
    this.text(block - 1).insert(this.text(block - 1).length, ` ${words}`)
  }
}

export const linesOf = (doc: Y.Doc): string[] =>
  bodyRoot(doc)
    .toArray()
    .map((block) =>
      (block as Y.XmlElement)
        .toArray()
        .map((text) => text.toString())
        .join(''),
    )

export function findingsOf(input: MergeInput): readonly Finding[] {
  const report = guardMerge(input)
  if (!report.judged) throw new Error('a gap')
  return report.findings
}
