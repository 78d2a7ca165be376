/**
 * One walk over the union, deleted pieces included: every letter that anybody ever saw, in the one
 * order that all views share, with who sees it.
 */
import * as Y from 'yjs'
import {
  blockStateKeys,
  bodyRoot,
  carouselOf,
  headlineOf,
  linkNodeType,
  mediaOf,
  pictureNodeType,
  pictureStateKeys,
  relatedNodeType,
  relatedStateKeys,
  standfirstOf,
  stateAttribute,
} from '../story-doc.ts'
import { tokenUnit } from './reading.ts'
import { eachVisible, sees, type Union } from './union.ts'

/** A body block, a headline, a caption: words never run from one into another. */
export interface TextBlock {
  readonly place: string
  /** Its element under the body's root; null for shared texts. */
  readonly item: Y.Item | null
  /** Bits of the views that see it. */
  readonly mask: number
}

export interface UnionText {
  readonly size: number
  readonly clients: Float64Array
  readonly clocks: Float64Array
  readonly units: Uint16Array
  /** Bit v: view v sees it. The ancestor is bit 0, the merge the highest. */
  readonly masks: Uint32Array
  /** Bit v: view v knows of it, alive or not. */
  readonly known: Uint32Array
  readonly blockOf: Int32Array
  readonly blocks: readonly TextBlock[]
  /** The piece a letter is part of. */
  readonly pieceOf: readonly Y.Item[]
  readonly piece: Int32Array
  /** What cards and list entries stand for, by position. */
  readonly tokens: ReadonlyMap<number, string>
  readonly mergeBit: number
  /** Does the view of this bit see the piece alive? Parents are not asked. */
  readonly sees: (item: Y.Item, bit: number) => boolean
}

/** Any shared type, by what the walk needs of it. */
export interface Shared {
  readonly _start: Y.Item | null
  readonly _map: Map<string, Y.Item>
  readonly _item: Y.Item | null
}

interface Piece {
  readonly item: Y.Item
  readonly block: number
  readonly parentMask: number
  readonly text: string | null
  readonly tokens: readonly string[]
}

const allBits = 0xffffffff

class Walk {
  readonly pieces: Piece[] = []
  readonly blocks: TextBlock[] = []
  readonly #union: Union

  constructor(union: Union) {
    this.#union = union
  }

  maskOf(item: Y.Item | null): number {
    return item === null ? allBits : maskIn(this.#union, item)
  }

  open(place: string, item: Y.Item | null, mask: number): number {
    return this.blocks.push({ place, item, mask }) - 1
  }

  body(): void {
    for (const item of itemsOf(bodyRoot(this.#union.doc))) {
      const type = typeIn(item)
      if (!(type instanceof Y.XmlElement)) continue
      const mask = this.maskOf(item)
      const block = this.open('body', item, mask)
      const card = cardToken(type)
      if (card !== null) {
        this.pieces.push({ item, block, parentMask: allBits, text: null, tokens: [card] })
      } else this.inside(type, block, mask)
    }
  }

  /** Texts, links with texts, line breaks. */
  inside(element: Y.XmlElement, block: number, parentMask: number): void {
    for (const item of itemsOf(element)) {
      const type = typeIn(item)
      if (type instanceof Y.XmlText) {
        this.letters(type, block, (parentMask & this.maskOf(item)) >>> 0)
      } else if (type instanceof Y.XmlElement && type.nodeName === linkNodeType) {
        this.inside(type, block, (parentMask & this.maskOf(item)) >>> 0)
      } else if (type !== null) {
        this.pieces.push({ item, block, parentMask, text: '\n', tokens: [] })
      }
    }
  }

  letters(type: Shared, block: number, parentMask: number): void {
    for (const item of itemsOf(type)) {
      if (item.content instanceof Y.ContentString) {
        this.pieces.push({ item, block, parentMask, text: item.content.str, tokens: [] })
      }
    }
  }

  field(place: string, text: Shared): void {
    const mask = this.maskOf(text._item)
    this.letters(text, this.open(place, null, mask), mask)
  }

  media(): void {
    for (const [key, item] of [...mediaOf(this.#union.doc)._map].sort(byKey)) {
      const entry = typeIn(item)
      if (!(entry instanceof Y.Map)) continue
      for (const [name, part] of [...entry._map].sort(byKey)) {
        const text = typeIn(part)
        if (text instanceof Y.Text) this.field(`media:${key}:${name}`, text)
      }
    }
  }

  /** Each entry is a block of its own, so that entries are words and never run together. */
  carousel(): void {
    for (const item of itemsOf(carouselOf(this.#union.doc))) {
      if (!(item.content instanceof Y.ContentAny)) continue
      const block = this.open('carousel', null, allBits)
      const tokens = item.content.arr.map((key) => `picture:${String(key)}`)
      this.pieces.push({ item, block, parentMask: allBits, text: null, tokens })
    }
  }
}

function maskIn({ views }: Union, item: Y.Item): number {
  let mask = item.deleted ? 0 : 1 << views.length
  for (const [v, view] of views.entries()) if (sees(view, item.id)) mask |= 1 << v
  return mask >>> 0
}

type Entry = [string, Y.Item]
const byKey = ([a]: Entry, [b]: Entry): number => (a < b ? -1 : 1)

export function* itemsOf(type: Shared): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) yield item
}

export const typeIn = (item: Y.Item): Shared | null =>
  item.content instanceof Y.ContentType ? item.content.type : null

/** The newest value of an attribute, also of an element that was deleted. */
export function attributeOf(element: Y.XmlElement, name: string): unknown {
  const content = element._map.get(name)?.content
  return content instanceof Y.ContentAny ? content.arr.at(-1) : undefined
}

/** Value of an element's attribute, as Yjs keeps it. */
export type Attribute = readonly [name: string, value: unknown]

/** What an element says of itself, or said when it was last alive. */
export const attributesIn = (element: Shared): Attribute[] =>
  [...element._map]
    .flatMap(([name, { content }]): Attribute[] =>
      content instanceof Y.ContentAny ? [[name, content.arr.at(-1)]] : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))

export const blockIdOf = (item: Y.Item | null): string | null => {
  const type = item && typeIn(item)
  if (!(type instanceof Y.XmlElement)) return null
  const id = attributeOf(type, stateAttribute(blockStateKeys.id))
  return typeof id === 'string' ? id : null
}

/** Cards are compared by what they show. */
function cardToken(element: Y.XmlElement): string | null {
  if (element.nodeName === pictureNodeType) {
    return `picture:${String(attributeOf(element, stateAttribute(pictureStateKeys.media)) ?? '')}`
  }
  if (element.nodeName === relatedNodeType) {
    const stories = attributeOf(element, stateAttribute(relatedStateKeys.stories))
    return `related:${Array.isArray(stories) ? stories.join(',') : ''}`
  }
  return null
}

/** Every letter of the union, place after place. */
export function walkUnion(union: Union): UnionText {
  const walk = new Walk(union)
  walk.body()
  walk.field('headline', headlineOf(union.doc))
  walk.field('standfirst', standfirstOf(union.doc))
  walk.media()
  walk.carousel()
  return flatten(union, walk)
}

function flatten(union: Union, { pieces, blocks }: Walk): UnionText {
  const size = pieces.reduce((sum, piece) => sum + piece.item.length, 0)
  const text = {
    size,
    clients: new Float64Array(size),
    clocks: new Float64Array(size),
    units: new Uint16Array(size),
    masks: new Uint32Array(size),
    known: new Uint32Array(size),
    blockOf: new Int32Array(size),
    piece: new Int32Array(size),
    pieceOf: pieces.map((piece) => piece.item),
    blocks,
    tokens: new Map<number, string>(),
    mergeBit: 1 << union.views.length,
    sees: (item: Y.Item, bit: number) => (maskIn(union, item) & bit) !== 0,
  }
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    const { item } = piece
    const { client, clock } = item.id
    for (let i = 0; i < item.length; i += 1) {
      text.clients[at + i] = client
      text.clocks[at + i] = clock + i
      text.units[at + i] = piece.text === null ? tokenUnit : piece.text.charCodeAt(i)
      text.blockOf[at + i] = piece.block
      text.piece[at + i] = index
      const token = piece.tokens[i]
      if (token !== undefined) text.tokens.set(at + i, token)
    }
    mark(union, piece, at, text)
    at += item.length
  }
  return text
}

function mark(
  { views }: Union,
  { item, parentMask }: Piece,
  at: number,
  { masks, known, mergeBit }: Pick<UnionText, 'masks' | 'known' | 'mergeBit'>,
): void {
  const { client, clock } = item.id
  for (const [v, view] of views.entries()) {
    const bit = 1 << v
    const end = Math.min(item.length, (view.known.get(client) ?? 0) - clock)
    for (let i = 0; i < end; i += 1) known[at + i] = (known[at + i] ?? 0) | bit
    if ((parentMask & bit) === 0) continue
    eachVisible(view, client, clock, item.length, (from, to) => {
      for (let i = from - clock; i < to - clock; i += 1) masks[at + i] = (masks[at + i] ?? 0) | bit
    })
  }
  if (item.deleted) return
  for (let i = 0; i < item.length; i += 1) masks[at + i] = (masks[at + i] ?? 0) | mergeBit
}
