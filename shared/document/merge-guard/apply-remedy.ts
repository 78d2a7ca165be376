/**
 * Applies a remedy to a document that may have gone on since the merge was judged.
 *
 * MGA1  Words that come back stand somewhere: where their block is gone by now, in a fresh block at
 *       the end of the story, the same block on every desk.
 * MGA2  The same words restored by two desks that had judged different inputs end up once.
 * MGA3  A block that a remedy emptied goes with its last word, unless it is the only one.
 */
import * as Y from 'yjs'
import { applyPacked, unpackUpdate } from '../encoding.ts'
import { bodyRoot, bodyRootName } from '../story-doc.ts'
import { identityOf, insertBlock } from './remedy.ts'
import { openSeams, spacesTakenBy } from './seams.ts'
import { itemsOf, type Shared, typeIn } from './union-walk.ts'

/**
 *     applied    the remedy stands as it was meant
 *     elsewhere  its place was gone: the words stand in a block at the end of the story
 */
export type RemedyOutcome = 'applied' | 'elsewhere'

/** Applies it once, however often it is called, and folds twins. */
export function applyRemedy(doc: Y.Doc, remedy: Uint8Array, origin: unknown): RemedyOutcome {
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
  readonly text: string
  readonly client: number
}

/** What the remedy meant to write into a text and could not, because the text is gone. */
function unplacedWords(doc: Y.Doc, remedy: Uint8Array): Words | null {
  const written = Y.decodeUpdateV2(unpackUpdate(remedy)).structs.filter(
    (struct) => struct instanceof Y.Item,
  )
  const [first] = written
  if (!first) return null
  const { client } = first.id
  if (wasTried(doc, client)) return null
  const text = written
    .map(({ content }) => (content instanceof Y.ContentString ? content.str : ''))
    .join('')
    .trim()
  if (text === '' || first.content instanceof Y.ContentType) return null
  const stored = Y.getItem(doc.store, first.id)
  const isGone = !(stored instanceof Y.Item) || isInDeletedType(stored)
  return isGone ? { text, client } : null
}

/** The fallback carries the remedy's author in what it says it restores, so it is made once. */
const fallbackKey = (client: number): string => `again:${client}`

function wasTried(doc: Y.Doc, client: number): boolean {
  const { client: fallback } = fallbackId({ text: '', client })
  return doc.store.clients.has(fallback)
}

const nowhere = { origin: null, rightOrigin: null, root: bodyRootName }

/** Without neighbours Yjs puts the block of the highest author last: the end of the story. */
const atTheEnd = ({ text, client }: Words): Uint8Array =>
  insertBlock({ text }, nowhere, fallbackKey(client))

function fallbackId(words: Words): Y.ID {
  const [first] = Y.decodeUpdateV2(unpackUpdate(atTheEnd(words))).structs
  if (!first) throw new RangeError('A block without pieces')
  return first.id
}

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

/**
 * Removes what two desks restored twice because their inputs differed in place only: keeps the one
 * with the lowest author. Every desk that has both does the same. Call it when updates came in.
 */
export function foldTwins(doc: Y.Doc, origin: unknown): boolean {
  const families = new Map<number, number[]>()
  for (const client of doc.store.clients.keys()) {
    const identity = identityOf(client)
    if (identity !== null) families.set(identity, [...(families.get(identity) ?? []), client])
  }
  const spare = [...families.values()]
    .filter((family) => family.length > 1)
    .flatMap((family) => {
      const standing = family.sort((a, b) => a - b).filter((client) => textBy(doc, client) !== '')
      const [kept] = standing
      return kept === undefined
        ? []
        : standing.slice(1).filter((twin) => textBy(doc, twin) === textBy(doc, kept))
    })
  if (spare.length === 0) return false
  doc.transact((transaction) => {
    for (const client of spare) for (const item of livesBy(doc, client)) item.delete(transaction)
  }, origin)
  return true
}

const livesBy = (doc: Y.Doc, client: number): Y.Item[] =>
  (doc.store.clients.get(client) ?? []).filter(
    (struct): struct is Y.Item => struct instanceof Y.Item && !struct.deleted,
  )

const textBy = (doc: Y.Doc, client: number): string =>
  livesBy(doc, client)
    .map(({ content }) => (content instanceof Y.ContentString ? content.str : ''))
    .join('')
    .trim()
