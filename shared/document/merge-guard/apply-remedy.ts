/**
 * Applies a remedy to a document that may have gone on since the merge was judged.
 *
 * MGA1  Words that come back stand somewhere: where their block is gone by now, in a fresh block at
 *       the end of the story, the same block on every desk.
 * MGA3  A block that a remedy emptied goes with its last word, unless it is the only one.
 */
import * as Y from 'yjs'
import { applyPacked, unpackUpdate } from '../encoding.ts'
import { blockNodeType, bodyRoot, bodyRootName } from '../story-doc.ts'
import { keepingLooks } from './keep-looks.ts'
import { joinedRuns, marksIn, type Run } from './looks.ts'
import { insertBlock } from './restored-text.ts'
import { openSeams, spacesTakenBy } from './seams.ts'
import { foldTwins } from './twins.ts'
import { itemsOf, type Shared, typeIn } from './union-walk.ts'

/**
 *     applied    the remedy stands as it was meant
 *     elsewhere  its place was gone: the words stand in a block at the end of the story
 */
export type RemedyOutcome = 'applied' | 'elsewhere'

/** Applies it once, however often it is called, and folds twins. */
export const applyRemedy = (doc: Y.Doc, remedy: Uint8Array, origin: unknown): RemedyOutcome =>
  keepingLooks(doc, origin, () => apply(doc, remedy, origin))

function apply(doc: Y.Doc, remedy: Uint8Array, origin: unknown): RemedyOutcome {
  let outcome: RemedyOutcome = 'applied'
  const touched = blocksTouchedBy(doc, remedy)
  const spaces = spacesTakenBy(doc, remedy)
  applyPacked(doc, remedy, origin)
  const words = unplacedWords(doc, remedy)
  if (words !== null) {
    applyPacked(doc, atTheEnd(words), origin)
    outcome = 'elsewhere'
  }
  foldTwins(doc, origin)
  openSeams(doc, remedy, spaces, origin)
  doc.transact(() => removeEmptied(doc, touched), origin)
  return outcome
}

interface Words {
  readonly runs: readonly Run[]
  readonly client: number
}

/** What the remedy meant to write into a text and could not, because the text is gone. */
function unplacedWords(doc: Y.Doc, remedy: Uint8Array): Words | null {
  const written = Y.decodeUpdateV2(unpackUpdate(remedy)).structs.filter(
    (struct) => struct instanceof Y.Item,
  )
  const [first] = written
  if (!first || isBlock(first)) return null
  const runs: Run[] = []
  let anchor = first
  let marks = 0
  for (const item of written) {
    const { content } = item
    if (!isWithin(item, anchor)) anchor = item
    if (content instanceof Y.ContentType) marks = 0
    else if (content instanceof Y.ContentFormat) marks = marksIn(content.value)
    else if (content instanceof Y.ContentString && isGone(doc, anchor)) {
      runs.push({ text: content.str, marks, link: null })
    }
  }
  const words = trimmed(runs)
  return words.length > 0 ? { runs: words, client: first.id.client } : null
}

const isBlock = ({ content }: Y.Item): boolean =>
  content instanceof Y.ContentType &&
  content.type instanceof Y.XmlElement &&
  content.type.nodeName === blockNodeType

/** Written into what the anchor is, or on behind it in the same text. */
function isWithin({ id, parent, origin }: Y.Item, anchor: Y.Item): boolean {
  const given: unknown = parent
  if (given instanceof Y.ID) return given.client === id.client
  return (
    !(anchor.content instanceof Y.ContentType && origin?.clock === anchor.id.clock) &&
    origin?.client === id.client
  )
}

const isGone = (doc: Y.Doc, { id }: Y.Item): boolean => {
  const stored = Y.getItem(doc.store, id)
  return !(stored instanceof Y.Item) || isInDeletedType(stored)
}

function trimmed(runs: readonly Run[]): Run[] {
  const last = runs.length - 1
  return joinedRuns(
    runs.map((run, n) => {
      const text = n === 0 ? run.text.trimStart() : run.text
      return { ...run, text: n === last ? text.trimEnd() : text }
    }),
  )
}

/** The fallback carries the remedy's author in what it says it restores, so it is made once. */
const atTheEnd = ({ runs, client }: Words): Uint8Array =>
  insertBlock({ runs }, nowhere, `again:${client}`)

/** Without neighbours Yjs puts the block of the highest author last: the end of the story. */
const nowhere = { origin: null, rightOrigin: null, root: bodyRootName }

function isInDeletedType(item: Y.Item): boolean {
  const parent = item.parent
  return parent instanceof Y.AbstractType && parent._item !== null && parent._item.deleted
}

/** Blocks of the body that lose letters to the remedy. */
function blocksTouchedBy(doc: Y.Doc, remedy: Uint8Array): Set<Y.Item> {
  const blocks = new Set<Y.Item>()
  const { ds } = Y.decodeUpdateV2(unpackUpdate(remedy))
  for (const [client, stretches] of ds.clients) {
    const known = Y.getState(doc.store, client)
    for (const { clock, len } of stretches) {
      for (let c = clock; c < Math.min(clock + len, known); c += 1) {
        const item = Y.getItem(doc.store, new Y.ID(client, c))
        const block = item instanceof Y.Item && !item.deleted ? blockAbove(doc, item) : null
        if (block) blocks.add(block)
        if (item) c = Math.max(c, item.id.clock + item.length - 1)
      }
    }
  }
  return blocks
}

function blockAbove(doc: Y.Doc, item: Y.Item): Y.Item | null {
  const root = bodyRoot(doc)
  let at: Y.Item | null = item
  while (at !== null && at.parent !== root) {
    at = at.parent instanceof Y.AbstractType ? at.parent._item : null
  }
  return at === item ? null : at
}

function removeEmptied(doc: Y.Doc, touched: ReadonlySet<Y.Item>): void {
  const root = bodyRoot(doc)
  for (const block of touched) {
    const element = typeIn(block)
    if (block.deleted || element === null || !isEmpty(element) || root.length < 2) continue
    const index = root.toArray().findIndex(({ _item }) => _item === block)
    if (index !== -1) root.delete(index, 1)
  }
}

function isEmpty(type: Shared): boolean {
  for (const item of itemsOf(type)) {
    if (item.deleted) continue
    const inner = typeIn(item)
    if (
      inner === null ? item.countable : inner._start === null ? isThing(inner) : !isEmpty(inner)
    ) {
      return false
    }
  }
  return true
}

/** An element without children, such as a line break, is content; a text without letters is not. */
const isThing = (type: Shared): boolean => type instanceof Y.XmlElement
