/**
 * Text that a remedy puts back: inside a living text, between the parts of a living block, or as a
 * fresh block.
 *
 * MGR2  Words come back as they looked: with their marks (bold, italic, underline, strike), with
 *       their link, and in a block of the kind they stood in. A link needs a place between two texts
 *       of a block: words that go back into the middle of a text come without it.
 */
import * as Y from 'yjs'
import {
  blockNodeType,
  blockStateKeys,
  lineBreakNodeType,
  linkNodeType,
  stateAttribute,
} from '../story-doc.ts'
import { hashId } from './hash.ts'
import { joinedRuns, type Link, marksKey, marksValue, type Run, sameLink } from './looks.ts'
import { type Letters, type Parent, Pieces, type Place, placeKey, remedyClient } from './remedy.ts'
import type { Attribute } from './union-walk.ts'

export const plainRun = (text: string): Run => ({ text, marks: 0, link: null })

/** A place in a living text. */
export interface InLetters extends Place {
  /** The marks on the letters around it. */
  readonly marks: number
  /** The text itself, where it is empty. */
  readonly parent?: Parent
}

/** Text put back inside a living text; it becomes a part of the link that the text may be in. */
export function insertText(
  given: readonly Run[],
  place: InLetters,
  lost: string,
  remove: Letters = [],
): Uint8Array {
  const runs = joinedRuns(given.map((run) => ({ ...run, link: null })))
  const pieces = new Pieces(remedyClient(lost, `${spelled(runs, [place])}|${placeKey(place)}`))
  writeText(pieces, runs, place)
  return pieces.packed(remove)
}

/** Between two parts of a living block; an end that is a text takes what has no link. */
export interface Border extends Place {
  readonly left: InLetters | null
  readonly right: InLetters | null
}

/** Text with links put back between the parts of a living block. */
export function insertParts(
  given: readonly Run[],
  border: Border,
  lost: string,
  remove: Letters = [],
): Uint8Array {
  const parts = partsOf(joinedRuns(given))
  const { left, right } = border
  const around = `${left ? placeKey(left) : ''}|${placeKey(border)}|${right ? placeKey(right) : ''}`
  const pieces = new Pieces(
    remedyClient(lost, `${spelled(parts.flat(), [left, right])}|parts|${around}`),
  )
  const first = left && isText(parts[0]) ? parts.shift() : undefined
  const last = right && isText(parts.at(-1)) ? parts.pop() : undefined
  if (left && first) writeText(pieces, first, left)
  writeParts(pieces, parts, border)
  if (right && last) writeText(pieces, last, right)
  return pieces.packed(remove)
}

/**
 * A fresh block under the body's root, which no garbage collection can take away. Its id is made
 * of its content, so that it is equal on every desk.
 */
export function insertBlock(
  block: {
    readonly runs: readonly Run[] | null
    readonly name?: string
    readonly attributes?: readonly Attribute[]
  },
  place: Place & { readonly root: string | null },
  lost: string,
  remove: Letters = [],
): Uint8Array {
  const { name = blockNodeType } = block
  const runs = joinedRuns(block.runs ?? [])
  const idName = stateAttribute(blockStateKeys.id)
  const own = (block.attributes ?? []).filter(([key]) => key !== idName)
  const said = own.length > 0 ? JSON.stringify(own) : ''
  const client = remedyClient(lost, `${spelled(runs, [])}|block${said}|${placeKey(place)}`)
  const pieces = new Pieces(client)
  const id: Attribute = [idName, `restored-${hashId(`${lost}|${placeKey(place)}`)}`]
  const element = new Y.ContentType(new Y.XmlElement(name))
  const inside = writeElement(pieces, element, { place, parent: place.root }, [...own, id]).inside
  if (block.runs !== null) writeParts(pieces, partsOf(runs), nowhere, inside)
  return pieces.packed(remove)
}

const nowhere: Place = { origin: null, rightOrigin: null }

/** All that decides the bytes, besides the place: equal authors must have written equal pieces. */
function spelled(runs: readonly Run[], beside: readonly (InLetters | null)[]): string {
  const text = runs.map((run) => run.text).join('')
  const around = beside.map((place) => place?.marks ?? 0)
  const isPlain = runs.every(({ marks, link }) => marks === 0 && link === null)
  if (isPlain && around.every((marks) => marks === 0)) return text
  return `${text}|${JSON.stringify(runs.map((run) => [run.text.length, run.marks, run.link]))}|${around}`
}

function writeText(pieces: Pieces, runs: readonly Run[], given: InLetters): void {
  const { parent = null } = given
  let place: Place = given
  let marks = given.marks
  const put = (content: Y.Item['content']) => {
    place = pieces.add(content, place, place.origin || place.rightOrigin ? null : parent)
  }
  const mark = (wanted: number) => {
    if (wanted !== marks) put(new Y.ContentFormat(marksKey, marksValue(wanted)))
    marks = wanted
  }
  for (const run of runs) {
    mark(run.marks)
    put(new Y.ContentString(run.text))
  }
  mark(given.marks)
}

/** What stands side by side in a block: texts, links and line breaks. */
function partsOf(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = []
  const lines = runs.flatMap((run) =>
    run.text
      .split(/(\n)/u)
      .filter((text) => text !== '')
      .map((text) => (text === '\n' ? plainRun(text) : { ...run, text })),
  )
  for (const run of lines) {
    const last = parts.at(-1)
    const before = last?.at(-1)
    const isSame = before && run.text !== '\n' && before.text !== '\n'
    if (isSame && sameLink(before.link, run.link)) last?.push(run)
    else parts.push([run])
  }
  return parts
}

const isText = (part: readonly Run[] | undefined): boolean =>
  part?.[0]?.link === null && part[0].text !== '\n'

function writeParts(
  pieces: Pieces,
  parts: readonly (readonly Run[])[],
  given: Place,
  within: Parent = null,
): void {
  let place = given
  for (const part of parts) {
    const at = { place, parent: place.origin || place.rightOrigin ? null : within }
    const link: Link | null = part[0]?.link ?? null
    if (part[0]?.text === '\n') {
      const element = new Y.ContentType(new Y.XmlElement(lineBreakNodeType))
      place = writeElement(pieces, element, at, []).behind
    } else if (link) {
      const element = new Y.ContentType(new Y.XmlElement(linkNodeType))
      const written = writeElement(pieces, element, at, link)
      writeFreshText(pieces, part, { place: nowhere, parent: written.inside })
      place = written.behind
    } else place = writeFreshText(pieces, part, at)
  }
}

interface At {
  readonly place: Place
  readonly parent: Parent
}

/** Gives the place behind the text. */
function writeFreshText(pieces: Pieces, runs: readonly Run[], { place, parent }: At): Place {
  const behind = pieces.add(new Y.ContentType(new Y.XmlText()), place, parent)
  writeText(pieces, runs, { ...nowhere, marks: 0, parent: behind.origin })
  return behind
}

function writeElement(
  pieces: Pieces,
  element: Y.ContentType,
  { place, parent }: At,
  attributes: readonly Attribute[],
): { readonly inside: Y.ID | null; readonly behind: Place } {
  const behind = pieces.add(element, place, parent)
  for (const [key, value] of attributes) {
    pieces.add(new Y.ContentAny([value]), nowhere, behind.origin, key)
  }
  return { inside: behind.origin, behind }
}
