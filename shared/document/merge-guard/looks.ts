/**
 * How words look in a view: the marks on them (bold, italic, underline, strike) as the editor's
 * binding keeps them, and the link they are in. Read from the union, deleted pieces included.
 */
import * as Y from 'yjs'
import { linkNodeType } from '../story-doc.ts'
import type { Lineage } from './lineage.ts'
import { isVisible, textAt } from './slices.ts'
import { type Attribute, attributesIn, itemsOf, type Shared } from './union-walk.ts'
import { at } from './view-words.ts'

/** The attribute in which the binding keeps a text's marks, as `{ __format: bits }`. */
export const marksKey = 'p'

/** What a link says of itself. */
export type Link = readonly Attribute[]

/** Words that look alike. */
export interface Run {
  readonly text: string
  /** Bits of Lexical's text format; 0 is plain. */
  readonly marks: number
  readonly link: Link | null
}

export const marksIn = (value: unknown): number => {
  const bits: unknown = value instanceof Object && '__format' in value ? value.__format : 0
  return typeof bits === 'number' && Number.isSafeInteger(bits) ? bits : 0
}

/** As it is written; nothing ends what was marked before, which Yjs knows as null. */
export const marksValue = (marks: number): object =>
  (marks === 0 ? null : { __format: marks }) as object

export const sameLink = (a: Link | null, b: Link | null): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/** Runs that look alike become one; empty ones go. */
export function joinedRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (run.text === '') continue
    if (last && last.marks === run.marks && sameLink(last.link, run.link)) {
      joined[joined.length - 1] = { ...last, text: last.text + run.text }
    } else joined.push(run)
  }
  return joined
}

/** All that a view shows from one position to another, as it looks there. */
export function runsShown(lineage: Lineage, bit: number, from: number, to: number): Run[] {
  const looks = new Looks(lineage, bit)
  const runs: Run[] = []
  for (let p = from; p <= to; p += 1) {
    if (isVisible(lineage, bit, p)) runs.push({ text: textAt(lineage, p), ...looks.at(p) })
  }
  return joinedRuns(runs)
}

/** The marks on one letter. */
export const marksAt = (lineage: Lineage, bit: number, p: number): number =>
  new Looks(lineage, bit).at(p).marks

/** The marks behind the last letter of a text. */
export function marksAtEnd({ text }: Lineage, bit: number, shared: Shared): number {
  let marks = 0
  for (const item of itemsOf(shared)) if (text.sees(item, bit)) marks = marksAfter(item, marks)
  return marks
}

/** Of what the text was in when somebody last saw it. */
export function linkAround(shared: unknown): { item: Y.Item; link: Link } | null {
  const element = shared instanceof Y.XmlText ? shared.parent : null
  if (!(element instanceof Y.XmlElement) || element.nodeName !== linkNodeType) return null
  return element._item && { item: element._item, link: attributesIn(element) }
}

const marksAfter = ({ content }: Y.Item, before: number): number =>
  content instanceof Y.ContentFormat && content.key === marksKey ? marksIn(content.value) : before

/** Looks text after text, each read once. */
class Looks {
  readonly #lineage: Lineage
  readonly #bit: number
  readonly #marks = new Map<Y.Item, number>()
  readonly #links = new Map<unknown, Link | null>()

  constructor(lineage: Lineage, bit: number) {
    this.#lineage = lineage
    this.#bit = bit
  }

  at(p: number): Omit<Run, 'text'> {
    const { text } = this.#lineage
    const piece = text.pieceOf[at(text.piece, p)]
    if (!(piece?.parent instanceof Y.XmlText)) return { marks: 0, link: null }
    if (!this.#links.has(piece.parent)) this.#read(piece.parent)
    return { marks: this.#marks.get(piece) ?? 0, link: this.#links.get(piece.parent) ?? null }
  }

  #read(shared: Y.XmlText): void {
    const { text } = this.#lineage
    this.#links.set(shared, linkAround(shared)?.link ?? null)
    let marks = 0
    for (const item of itemsOf(shared)) {
      this.#marks.set(item, marks)
      if (text.sees(item, this.#bit)) marks = marksAfter(item, marks)
    }
  }
}
