/**
 * Where two people changed one word and nobody wrote what stands there: either's word in its place.
 *
 * MV7  Choosing a word changes that word and nothing else, and only where its place is certain.
 * MV8  A headline that two people wrote anew becomes the one or the other, whole, on every desk that
 *      has the finding.
 */
import * as Y from 'yjs'
import type { MergeFinding, SideLine } from '../../shared/document/merge-findings.ts'
import {
  blockStateKeys,
  bodyRoot,
  headlineOf,
  standfirstOf,
  stateAttribute,
} from '../../shared/document/story-doc.ts'
import { linesOf, spanNow } from './finding-now.ts'
import type { Span } from './finding-texts.ts'

/** Both words; none where they cannot be put in place for certain. */
export function wordsToChoose(doc: Y.Doc, finding: MergeFinding): readonly string[] {
  if (finding.kind !== 'garbled') return []
  const both = finding.words.split(' / ').filter((word) => word !== '')
  return both.length === 2 && placeIn(doc, finding) ? both : []
}

/** Writes the chosen word over the one that nobody wrote; false when its place is gone. */
export function chooseWord(
  doc: Y.Doc,
  finding: MergeFinding,
  word: string,
  origin: unknown,
): boolean {
  const place = placeIn(doc, finding)
  if (!place) return false
  const { text, span } = place
  doc.transact(() => {
    // Inserted first, so that it takes the looks of the word it replaces.
    text.insert(span.to, word)
    text.delete(span.from, span.to - span.from)
  }, origin)
  return true
}

/**
 * Both sides' whole headline or standfirst; none where a later merge has found something there: then
 * these are no longer what anybody has.
 */
export function linesToChoose(
  finding: MergeFinding,
  open: readonly MergeFinding[],
): readonly SideLine[] {
  const { place, foundAt } = finding
  const isOld = open.some((other) => other.place === place && other.foundAt > foundAt)
  return isOld ? [] : (linesOf(finding) ?? [])
}

/** Puts the chosen text in the place of the whole headline or standfirst. */
export function chooseLine(doc: Y.Doc, finding: MergeFinding, line: string, origin: unknown): void {
  const [text] = textsAt(doc, finding)
  if (!text) return
  doc.transact(() => {
    text.delete(0, text.length)
    text.insert(0, line)
  }, origin)
}

interface WordPlace {
  readonly text: Y.Text
  readonly span: Span
}

function placeIn(doc: Y.Doc, finding: MergeFinding): WordPlace | null {
  const places = textsAt(doc, finding).flatMap((text): WordPlace[] => {
    const span = spanNow(finding, lettersOf(text))
    return span ? [{ text, span }] : []
  })
  return places.length === 1 ? (places[0] ?? null) : null
}

function textsAt(doc: Y.Doc, { place, block }: MergeFinding): Y.Text[] {
  if (place === 'headline') return [headlineOf(doc)]
  if (place === 'standfirst') return [standfirstOf(doc)]
  if (place !== 'body') return []
  const idName = stateAttribute(blockStateKeys.id)
  const element = bodyRoot(doc)
    .toArray()
    .find((one) => one instanceof Y.XmlElement && one.getAttribute(idName) === block)
  const children = element instanceof Y.XmlElement ? element.toArray() : []
  return children.filter((child): child is Y.XmlText => child instanceof Y.XmlText)
}

/** One sign for each place in the text, whatever is embedded there. */
function lettersOf(text: Y.Text): string {
  const parts = text.toDelta() as { readonly insert: unknown }[]
  return parts.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('')
}
