/**
 * Where a text of a block ends, a link can stand: between that text, or the link it is in, and the
 * next part of the block.
 */
import * as Y from 'yjs'
import { isAlive, type Lineage } from './lineage.ts'
import { type Link, linkAround, marksAtEnd } from './looks.ts'
import type { Border, InLetters } from './restored-text.ts'
import { itemsOf, type Shared, typeIn } from './union-walk.ts'
import { at } from './view-words.ts'

type LinkBorder = Border & { readonly link: Link | null }

/** Behind a living letter, which `place` is behind as well; null when its text goes on. */
export function borderBehind(lineage: Lineage, p: number, place: InLetters): LinkBorder | null {
  const part = partOf(lineage, p, 1)
  if (!part) return null
  const { item, link } = part
  const next = beside(lineage, item.right, 'right')
  const right = next && atStart(next)
  return {
    origin: item.lastId,
    rightOrigin: item.right?.id ?? null,
    left: link ? null : place,
    right,
    link,
  }
}

/** Before a living letter, which `place` is before as well; null when its text begins earlier. */
export function borderBefore(lineage: Lineage, p: number, place: InLetters): LinkBorder | null {
  const part = partOf(lineage, p, -1)
  if (!part) return null
  const { item, link } = part
  const previous = beside(lineage, item.left, 'left')
  const left = previous && atEnd(lineage, previous)
  return {
    origin: item.left?.lastId ?? null,
    rightOrigin: item.id,
    left,
    right: link ? null : place,
    link,
  }
}

/** The part of the block that a letter ends, or begins: its text, or the link that the text is in. */
function partOf(
  lineage: Lineage,
  p: number,
  step: 1 | -1,
): { item: Y.Item; link: Link | null } | null {
  const text = parentAt(lineage, p)
  const around = linkAround(text)
  const holder: unknown = around ? text?.parent : text
  if (!text?._item || (around === null && !(text.parent instanceof Y.XmlElement))) return null
  const { blockOf, size } = lineage.text
  for (let q = p + step; q >= 0 && q < size; q += step) {
    if (at(blockOf, q) !== at(blockOf, p)) break
    if (!isAlive(lineage, q)) continue
    const other = parentAt(lineage, q)
    if ((around ? other?.parent : other) === holder) return null
    break
  }
  return { item: around?.item ?? text._item, link: around?.link ?? null }
}

function parentAt({ text }: Lineage, p: number): Y.XmlText | null {
  const parent = text.pieceOf[at(text.piece, p)]?.parent
  return parent instanceof Y.XmlText ? parent : null
}

/** The next living part on that side, if it is a text. */
function beside({ text }: Lineage, from: Y.Item | null, side: 'left' | 'right'): Y.XmlText | null {
  let item = from
  while (item !== null && !text.sees(item, text.mergeBit)) item = item[side]
  const type = item && typeIn(item)
  return type instanceof Y.XmlText ? type : null
}

function atStart(text: Y.XmlText): InLetters {
  const { _start } = text as Shared
  return { origin: null, rightOrigin: _start?.id ?? null, marks: 0, parent: idOf(text) }
}

function atEnd(lineage: Lineage, text: Y.XmlText): InLetters {
  const last = [...itemsOf(text)].at(-1)
  const marks = marksAtEnd(lineage, lineage.text.mergeBit, text)
  return { origin: last?.lastId ?? null, rightOrigin: null, marks, parent: idOf(text) }
}

const idOf = (text: Y.XmlText): Y.ID | null => text._item?.id ?? null
