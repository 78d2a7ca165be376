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

/** Marks of the letters that have any, by letter. */
type Marks = ReadonlyMap<string, number>

/** Makes the change, and gives letters that look otherwise now the marks back that they had. */
export function keepingLooks<T>(doc: Y.Doc, origin: unknown, change: () => T): T {
  const before = looksOf(doc)
  const known = new Map(
    [...doc.store.clients.keys()].map((client) => [client, stateOf(doc, client)]),
  )
  const result = change()
  doc.transact(() => {
    for (const [text, now] of looksOf(doc)) {
      const were = before.get(text)
      if (were === undefined || were.size + now.size === 0) continue
      for (const { from, length, marks } of changedIn(text, were, known)) {
        text.format(from, length, { [marksKey]: marksValue(marks) })
      }
    }
  }, origin)
  return result
}

const stateOf = (doc: Y.Doc, client: number): number => Y.getState(doc.store, client)

function looksOf(doc: Y.Doc): ReadonlyMap<Y.XmlText, Marks> {
  return new Map([...textsIn(bodyRoot(doc))].map((text) => [text, marksOf(text)]))
}

function* textsIn(element: Y.XmlElement): Generator<Y.XmlText> {
  for (const item of itemsOf(element)) {
    const type = item.deleted ? null : typeIn(item)
    if (type instanceof Y.XmlText) yield type
    else if (type instanceof Y.XmlElement) yield* textsIn(type)
  }
}

function marksOf(text: Y.XmlText): Marks {
  const marks = new Map<string, number>()
  for (const { item, look } of piecesOf(text)) {
    if (look === 0) continue
    for (let i = 0; i < item.length; i += 1) marks.set(keyOf(item, i), look)
  }
  return marks
}

const keyOf = ({ id }: Y.Item, i: number): string => `${id.client}:${id.clock + i}`

/** The living pieces that take a place in the text, with their marks. */
function* piecesOf(text: Y.XmlText): Generator<{ readonly item: Y.Item; readonly look: number }> {
  let look = 0
  for (const item of itemsOf(text)) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat && content.key === marksKey)
      look = marksIn(content.value)
    if (item.countable) yield { item, look }
  }
}

interface Stretch {
  readonly from: number
  readonly length: number
  readonly marks: number
}

/** Stretches of letters that stood there before and looked otherwise, with what they had. */
function changedIn(text: Y.XmlText, were: Marks, known: ReadonlyMap<number, number>): Stretch[] {
  const changed: Stretch[] = []
  let index = 0
  for (const { item, look } of piecesOf(text)) {
    for (let i = 0; i < item.length; i += 1, index += 1) {
      if (item.id.clock + i >= (known.get(item.id.client) ?? 0)) continue
      const marks = were.get(keyOf(item, i)) ?? 0
      if (marks === look) continue
      const last = changed.at(-1)
      if (last && last.from + last.length === index && last.marks === marks) {
        changed[changed.length - 1] = { ...last, length: last.length + 1 }
      } else changed.push({ from: index, length: 1, marks })
    }
  }
  return changed
}
