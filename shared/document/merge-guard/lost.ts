/**
 * Findings for words that are gone though nobody dropped them, and remedies that bring them back.
 *
 * MGL1  Lost words are gathered by the place they go back to, so that one key brings back a sentence.
 */
import * as Y from 'yjs'
import type { Fates } from './fates.ts'
import { carriedBy, isAlive, type Lineage, rootIn } from './lineage.ts'
import { type Link, type Run, runsShown, sameLink } from './looks.ts'
import type { Finding } from './merge-report.ts'
import { type Neighbour, neighbourOf, placeAfter, placeBeside } from './places.ts'
import { tokenUnit } from './reading.ts'
import { insertEntries } from './remedy.ts'
import { insertBlock, insertParts, insertText, plainRun } from './restored-text.ts'
import {
  blockOfWord,
  contextOf,
  findingId,
  isSpace,
  isVisible,
  keyOfLetters,
  lettersAt,
  sliceOf,
} from './slices.ts'
import type { TypedWord } from './typed-words.ts'
import { attributesIn, blockIdOf, type TextBlock, typeIn } from './union-walk.ts'
import { at, type ViewWords } from './view-words.ts'

interface LostRun {
  readonly first: number
  readonly last: number
  readonly neighbour: Neighbour | null
}

/** Every lost word that this side's text shows. */
export function lostFindings(
  lineage: Lineage,
  side: number,
  typed: readonly TypedWord[],
  fates: Fates,
): Finding[] {
  const view = lineage.sides[side]
  if (!view) return []
  const lostTyped = new Set(typed.filter(({ fate }) => fate === 'lost').map(({ word }) => word))
  const words = new Set(lostTyped)
  for (const [root, mover] of fates.lostIn) {
    if (mover !== side) continue
    const word = at(view.wordOf, carriedBy(lineage, side, root))
    if (word !== -1) words.add(word)
  }
  const unwanted = (p: number) => fates.extra.has(p) || fates.returned.has(p)
  const groups = new Map<string, LostRun[]>()
  for (const run of runsOf(lineage, view, words, unwanted)) {
    const block = blockOfWord(lineage, view, run.first)
    const key = `${block}|${run.neighbour?.letter ?? ''}|${run.neighbour?.on ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  return [...groups.values()].map((runs) =>
    lostFinding(lineage, side, view, runs, { lostTyped, unwanted }),
  )
}

function runsOf(
  lineage: Lineage,
  view: ViewWords,
  words: ReadonlySet<number>,
  unwanted: (p: number) => boolean,
): LostRun[] {
  const runs: LostRun[] = []
  const sorted = [...words].sort((a, b) => a - b)
  for (let i = 0; i < sorted.length; i += 1) {
    const first = sorted[i] ?? 0
    const block = blockOfWord(lineage, view, first)
    let last = first
    while (sorted[i + 1] === last + 1 && blockOfWord(lineage, view, last + 1) === block) {
      last += 1
      i += 1
    }
    runs.push({ first, last, neighbour: neighbourOf(lineage, view, first, last, unwanted) })
  }
  return runs
}

function lostFinding(
  lineage: Lineage,
  side: number,
  view: ViewWords,
  runs: readonly LostRun[],
  { lostTyped, unwanted }: { lostTyped: ReadonlySet<number>; unwanted: (p: number) => boolean },
): Finding {
  const first = runs[0]?.first ?? 0
  const last = runs.at(-1)?.last ?? 0
  const block = lineage.text.blocks[blockOfWord(lineage, view, first)]
  const spans = runs.map((run) => spanOf(lineage, side, view, run, lostTyped))
  const letters = spans.flatMap(({ dead }) => dead)
  const key = keyOfLetters(lineage, letters)
  const isTyped = runs.some((run) => hasTyped(run, lostTyped))
  const kind = isTyped ? 'lost-typed' : 'lost-moved'
  const words = spans.map(({ from, to }) => sliceOf(lineage, view.bit, from, to))
  const neighbour = runs[0]?.neighbour ?? null
  return {
    id: findingId(kind, key),
    kind,
    place: block?.place ?? 'body',
    words: words.join(' … '),
    sides: [side],
    block: blockBeside(lineage, block, neighbour),
    ...contextOf(lineage, view, first, last),
    remedy: remedyFor(lineage, view, { block, neighbour, spans, key, unwanted }),
  }
}

const hasTyped = (run: LostRun, lostTyped: ReadonlySet<number>): boolean => {
  for (let word = run.first; word <= run.last; word += 1) if (lostTyped.has(word)) return true
  return false
}

interface Span {
  readonly from: number
  readonly to: number
  /** Letters to bring back, by which the loss is named. */
  readonly dead: readonly number[]
  /** Living rests of words that are written again whole. */
  readonly rests: readonly number[]
}

/** From the first lost letter to the last, with the marks that clung to it and died with it. */
function spanOf(
  lineage: Lineage,
  side: number,
  view: ViewWords,
  { first, last }: LostRun,
  lostTyped: ReadonlySet<number>,
): Span {
  const dead: number[] = []
  const rests: number[] = []
  let from = -1
  let to = -1
  for (let word = first; word <= last; word += 1) {
    const isTyped = lostTyped.has(word)
    for (let i = at(view.starts, word); i < at(view.starts, word + 1); i += 1) {
      const p = at(view.letters, i)
      const lives = isAlive(lineage, p)
      if (!lives) dead.push(p)
      if (isTyped && lives && rootIn(lineage, side, p) === -1) rests.push(p)
      if (!isTyped && lives) continue
      if (from === -1) from = p
      to = p
    }
  }
  return { from, to: withMarks(lineage, view, to), dead, rests }
}

function withMarks(lineage: Lineage, view: ViewWords, last: number): number {
  const { text, sorts } = lineage
  let to = last
  for (let p = last + 1; p < text.size; p += 1) {
    if (at(text.blockOf, p) !== at(text.blockOf, last)) break
    if (!isVisible(lineage, view.bit, p)) continue
    if (sorts[p] === 1 || isSpace(at(text.units, p)) || isAlive(lineage, p)) break
    to = p
  }
  return to
}

function blockBeside(
  lineage: Lineage,
  block: TextBlock | undefined,
  neighbour: Neighbour | null,
): string | null {
  const { blocks, blockOf, mergeBit } = lineage.text
  if (neighbour) return blockIdOf(blocks[at(blockOf, neighbour.letter)]?.item ?? null)
  if (!block?.item) return null
  for (let b = blocks.indexOf(block); b >= 0; b -= 1) {
    const other = blocks[b]
    if (other?.item && (other.mask & mergeBit) !== 0) return blockIdOf(other.item)
  }
  const below = blocks.find(({ item, mask }) => item !== null && (mask & mergeBit) !== 0)
  return blockIdOf(below?.item ?? null)
}

interface Loss {
  readonly block: TextBlock | undefined
  readonly neighbour: Neighbour | null
  readonly spans: readonly Span[]
  readonly key: string
  readonly unwanted: (p: number) => boolean
}

function remedyFor(
  lineage: Lineage,
  view: ViewWords,
  { block, neighbour, spans, key, unwanted }: Loss,
): Uint8Array | null {
  const [span] = spans
  if (!block || !span) return null
  const { text } = lineage
  if (at(text.units, span.from) === tokenUnit) return tokenRemedy(lineage, block, span, key)
  const rests = lettersAt(
    lineage,
    spans.flatMap((each) => each.rests),
  )
  const runs = withSpaces(spans.map(({ from, to }) => runsShown(lineage, view.bit, from, to)))
  if (neighbour) {
    const { place, border, lead, trail } = placeBeside(lineage, neighbour, unwanted)
    const around = { marks: place.marks, link: null }
    const all = [{ text: lead, ...around }, ...runs, { text: trail, ...around }]
    return border && isAnotherLink(runs, border.link)
      ? insertParts(all, border, key, rests)
      : insertText(all, place, key, rests)
  }
  const element = block.item && typeIn(block.item)
  if (!block.item || !element) return null
  const place = { ...placeAfter(block.item), root: null }
  return insertBlock({ runs, attributes: attributesIn(element) }, place, key, rests)
}

/** A space between two spans looks like both, where they look alike. */
const withSpaces = (spans: readonly (readonly Run[])[]): Run[] =>
  spans.flatMap((runs, n) => {
    const [before, after] = [spans[n - 1]?.at(-1), runs[0]]
    if (!before || !after) return runs
    const isAlike = before.marks === after.marks && sameLink(before.link, after.link)
    return [isAlike ? { ...after, text: ' ' } : plainRun(' '), ...runs]
  })

/** Are the words in a link that is not around their place, or their place in one that they are not in? */
const isAnotherLink = (runs: readonly Run[], around: Link | null): boolean =>
  runs.some(({ link }) => !sameLink(link, around))

function tokenRemedy(
  lineage: Lineage,
  block: TextBlock,
  { from }: Span,
  key: string,
): Uint8Array | null {
  const { text } = lineage
  if (block.item) {
    const element = typeIn(block.item)
    if (!(element instanceof Y.XmlElement)) return null
    const card = { runs: null, name: element.nodeName, attributes: attributesIn(element) }
    return insertBlock(card, { ...placeAfter(block.item), root: null }, key)
  }
  const piece = text.pieceOf[at(text.piece, from)]
  if (!(piece?.content instanceof Y.ContentAny)) return null
  const entry = piece.content.arr[at(text.clocks, from) - piece.id.clock]
  return insertEntries([entry], placeAfter(piece), key)
}
