/**
 * Marks are kept as signs between the letters: text that is put in or taken out with signs of its own
 * may change what stands behind it, and Yjs tidies signs that seem to say a thing twice.
 *
 * MGK1  Neither a remedy nor taking it back changes how any other word looks.
 */
import * as Y from 'yjs'
import { bodyRoot } from '../story-doc.ts'
import { marksIn, marksKey, marksValue } from './looks.ts'
import { itemsOf, typeIn } from './union-walk.ts'

/** A living piece of a text as it was: whose, from which clock, how long, with which marks. */
interface Piece {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly marks: number
}

/** Makes the change, and gives letters that look otherwise now the marks back that they had. */
export function keepingLooks<T>(doc: Y.Doc, origin: unknown, change: () => T): T {
  const before = looksOf(doc)
  const result = change()
  doc.transact(() => {
    for (const [text, now] of looksOf(doc)) {
      const were = before.get(text)
      if (!were || isSame(were, now)) continue
      for (const { from, length, marks } of changedIn(were, now)) {
        text.format(from, length, { [marksKey]: marksValue(marks) })
      }
    }
  }, origin)
  return result
}

function looksOf(doc: Y.Doc): ReadonlyMap<Y.XmlText, readonly Piece[]> {
  return new Map([...textsIn(bodyRoot(doc))].map((text) => [text, piecesOf(text)]))
}

function* textsIn(element: Y.XmlElement): Generator<Y.XmlText> {
  for (const item of itemsOf(element)) {
    const type = item.deleted ? null : typeIn(item)
    if (type instanceof Y.XmlText) yield type
    else if (type instanceof Y.XmlElement) yield* textsIn(type)
  }
}

/** What takes a place in the text. */
function piecesOf(text: Y.XmlText): Piece[] {
  const pieces: Piece[] = []
  let marks = 0
  for (const { deleted, content, countable, id, length } of itemsOf(text)) {
    if (deleted) continue
    if (content instanceof Y.ContentFormat && content.key === marksKey) {
      marks = marksIn(content.value)
    }
    if (countable) pieces.push({ client: id.client, clock: id.clock, length, marks })
  }
  return pieces
}

const isSame = (a: readonly Piece[], b: readonly Piece[]): boolean =>
  a.length === b.length &&
  a.every(({ client, clock, length, marks }, n) => {
    const other = b[n]
    return (
      other?.client === client &&
      other.clock === clock &&
      other.length === length &&
      other.marks === marks
    )
  })

interface Stretch {
  readonly from: number
  readonly length: number
  readonly marks: number
}

/** Stretches of letters that stood there before and looked otherwise, with the marks they had. */
function changedIn(were: readonly Piece[], now: readonly Piece[]): Stretch[] {
  const marksBefore = new Map<string, number>()
  for (const { client, clock, length, marks } of were) {
    for (let i = 0; i < length; i += 1) marksBefore.set(`${client}:${clock + i}`, marks)
  }
  const changed: Stretch[] = []
  let index = 0
  for (const { client, clock, length, marks } of now) {
    for (let i = 0; i < length; i += 1, index += 1) {
      const before = marksBefore.get(`${client}:${clock + i}`) ?? marks
      const last = changed.at(-1)
      if (before === marks) continue
      if (last && last.from + last.length === index && last.marks === before) {
        changed[changed.length - 1] = { ...last, length: last.length + 1 }
      } else changed.push({ from: index, length: 1, marks: before })
    }
  }
  return changed
}
