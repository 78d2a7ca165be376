/**
 * Words that a remedy would leave glued. A removal takes a space with its words, and what came back
 * beside them may have counted on that space; only the document in which the key is pressed shows it.
 *
 * MGS1  No remedy leaves two words without a space between them that had one; desks that press at
 *       the same text make the same space.
 */
import * as Y from 'yjs'
import { applyPacked, unpackUpdate } from '../encoding.ts'
import { linkNodeType } from '../story-doc.ts'
import type { Letters, Place } from './remedy.ts'
import { insertText, plainRun } from './restored-text.ts'
import { isSpace } from './slices.ts'
import { itemsOf, type Shared, typeIn } from './union-walk.ts'

const isLetter = (unit: string): boolean => /[\p{L}\p{N}\ue000-\uf8ff]/u.test(unit)
/** Behind these a word does not begin without a space. */
const closes = (unit: string): boolean => isLetter(unit) || '.,;:!?”»)'.includes(unit)

/** The living spaces that a remedy is about to take away. */
export function spacesTakenBy(doc: Y.Doc, remedy: Uint8Array): Y.ID[] {
  const spaces: Y.ID[] = []
  const { ds } = Y.decodeUpdateV2(unpackUpdate(remedy))
  for (const { client, clock } of lettersIn(doc, ds.clients)) {
    const item = Y.getItem(doc.store, new Y.ID(client, clock))
    if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) {
      continue
    }
    if (isSpace(item.content.str.charCodeAt(clock - item.id.clock))) {
      spaces.push(new Y.ID(client, clock))
    }
  }
  return spaces
}

/** Puts a space where words have come to stand glued: where one was taken, and around new text. */
export function openSeams(
  doc: Y.Doc,
  remedy: Uint8Array,
  taken: readonly Y.ID[],
  origin: unknown,
): void {
  for (const id of taken) {
    const item = Y.getItem(doc.store, id)
    if (item instanceof Y.Item && item.deleted)
      openAt(doc, livingLeft(item), livingRight(item), origin)
  }
  const written = Y.decodeUpdateV2(unpackUpdate(remedy)).structs.filter(
    (struct) => struct instanceof Y.Item && struct.content instanceof Y.ContentString,
  )
  const first = standing(doc, written[0], 0)
  const last = standing(doc, written.at(-1), -1)
  if (first) openAt(doc, livingLeft(first), first, origin)
  if (last) openAt(doc, last, livingRight(last), origin)
}

/** The living piece that holds the first or the last letter of what was written. */
function standing(
  doc: Y.Doc,
  written: Y.Item | Y.GC | Y.Skip | undefined,
  end: 0 | -1,
): Y.Item | null {
  if (!written) return null
  const { client, clock } = written.id
  const id = new Y.ID(client, end === 0 ? clock : clock + written.length - 1)
  const item = Y.getItem(doc.store, id)
  return item instanceof Y.Item && !item.deleted ? item : null
}

/** Those that this document knows. */
function* lettersIn(
  doc: Y.Doc,
  clients: ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>,
): Generator<Letters[number]> {
  for (const [client, stretches] of clients) {
    const known = Y.getState(doc.store, client)
    for (const { clock, len } of stretches) {
      for (let c = clock; c < Math.min(clock + len, known); c += 1) yield { client, clock: c }
    }
  }
}

function openAt(doc: Y.Doc, left: Y.Item | null, right: Y.Item | null, origin: unknown): void {
  if (!(left?.content instanceof Y.ContentString) || !(right?.content instanceof Y.ContentString)) {
    return
  }
  if (!closes(left.content.str.at(-1) ?? '') || !isLetter(right.content.str[0] ?? '')) return
  const place = { ...seamBetween(left, right), marks: 0 }
  applyPacked(doc, insertText([plainRun(' ')], place, 'seam'), origin)
}

/**
 * Between two pieces side by side, deleted ones too: pieces further apart are no place that any
 * document ever had, and Yjs would order what others write there by who heard of it first. A space
 * between a link and what follows is no part of the link.
 */
function seamBetween(left: Y.Item, right: Y.Item): Place {
  return isInLink(left.parent) && !isInLink(right.parent)
    ? { origin: right.left?.lastId ?? null, rightOrigin: right.id }
    : { origin: left.lastId, rightOrigin: left.right?.id ?? null }
}

function livingLeft(item: Y.Item): Y.Item | null {
  let at = item.left
  while (at !== null && isUnseen(at)) at = at.left
  return at ?? lastOf(textBeside(item, 'left'))
}

function livingRight(item: Y.Item): Y.Item | null {
  let at = item.right
  while (at !== null && isUnseen(at)) at = at.right
  return at ?? firstOf(textBeside(item, 'right'))
}

/** A block may hold several texts in a row, some in links; a reader sees one. */
function textBeside({ parent }: Y.Item, side: 'left' | 'right'): Shared | null {
  if (!(parent instanceof Y.XmlText)) return null
  const block = isInLink(parent) ? parent.parent?.parent : parent.parent
  if (!(block instanceof Y.XmlElement)) return null
  const texts = [...textsOf(block)].filter((text) => text === parent || !isEmptyText(text))
  return texts[texts.indexOf(parent) + (side === 'left' ? -1 : 1)] ?? null
}

/** Its living texts in reading order; null where a line breaks. */
function* textsOf(element: Shared): Generator<Shared | null> {
  for (const item of itemsOf(element)) {
    const type = item.deleted ? null : typeIn(item)
    if (type instanceof Y.XmlText) yield type
    else if (isLink(type)) yield* textsOf(type)
    else if (type !== null) yield null
  }
}

const isLink = (type: unknown): type is Y.XmlElement =>
  type instanceof Y.XmlElement && type.nodeName === linkNodeType

const isInLink = (text: unknown): boolean => text instanceof Y.XmlText && isLink(text.parent)

const isEmptyText = (type: Shared | null): boolean =>
  type instanceof Y.XmlText && firstOf(type) === null

function firstOf(text: Shared | null): Y.Item | null {
  let at = text?._start ?? null
  while (at !== null && isUnseen(at)) at = at.right
  return at
}

function lastOf(text: Shared | null): Y.Item | null {
  const living = text ? [...itemsOf(text)].filter((item) => !isUnseen(item)) : []
  return living.at(-1) ?? null
}

/** Deleted, or a mark such as bold. */
const isUnseen = (item: Y.Item): boolean => item.deleted || !item.countable
