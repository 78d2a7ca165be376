/**
 * HTML from Word, Google Docs and the web → blocks of a story.
 *
 *     clipboard → DOMParser (inert) → [import] → Pasted → insert
 *
 * PI1  Nothing but text, kinds, the four marks and http(s)/mailto links comes through.
 * PI2  Tracked deletions and comments stay behind, tracked insertions come along.
 * PI3  What was left out is counted, so that the person can be told.
 */
import type { BlockKind, Run } from '../../../shared/model/story.ts'
import { cleanAddress } from '../body/marks.ts'
import { isDeleted, isLeftOut, listKindOf, marksOf } from './html-meaning.ts'
import { type LeftOut, type Pasted, type PastedBlock, tidyRuns } from './pasted.ts'

type Marks = Omit<Run, 'text'>

interface Gathering {
  readonly blocks: PastedBlock[]
  readonly leftOut: Map<LeftOut, number>
  kind: BlockKind
  runs: Run[]
}

const headings: Readonly<Record<string, BlockKind>> = {
  H1: 'heading',
  H2: 'heading',
  H3: 'subheading',
  H4: 'subheading',
  H5: 'subheading',
  H6: 'subheading',
}

const blockTags = new Set(
  'P DIV LI UL OL BLOCKQUOTE PRE TABLE TBODY THEAD TFOOT TR DL DT DD SECTION ARTICLE HEADER FOOTER MAIN ASIDE NAV FIGURE FIGCAPTION HR ADDRESS DETAILS SUMMARY'.split(
    ' ',
  ),
)

/** Reads an inert document: nothing in it runs or loads. */
export function importHtml(body: Element): Pasted {
  const into: Gathering = { blocks: [], leftOut: new Map(), kind: 'paragraph', runs: [] }
  walkChildren(body, {}, into)
  endBlock(into)
  return { blocks: into.blocks, leftOut: into.leftOut }
}

function count(into: Gathering, what: LeftOut): void {
  into.leftOut.set(what, (into.leftOut.get(what) ?? 0) + 1)
}

function endBlock(into: Gathering, next: BlockKind = into.kind): void {
  const runs = tidyRuns(into.runs)
  if (runs.length > 0) into.blocks.push({ kind: into.kind, runs: plainIfHeading(into.kind, runs) })
  into.runs = []
  into.kind = next
}

/** Word and Docs make headings bold; here the kind says it. */
function plainIfHeading(kind: BlockKind, runs: Run[]): Run[] {
  const isHeading = kind === 'heading' || kind === 'subheading'
  return isHeading ? runs.map(({ bold: _, ...run }) => run) : runs
}

function walkChildren(node: Node, marks: Marks, into: Gathering): void {
  for (const child of node.childNodes) {
    if (child.nodeType === 3) addText(child.nodeValue ?? '', marks, into)
    else if (child.nodeType === 1) walk(child as Element, marks, into)
  }
}

function addText(text: string, marks: Marks, into: Gathering): void {
  const flowing = text.replace(/[ \t\r\n]+/g, ' ')
  if (flowing !== '') into.runs.push({ ...marks, text: flowing })
}

function walk(element: Element, marks: Marks, into: Gathering): void {
  const tag = element.tagName.toUpperCase()
  const out = isLeftOut(element)
  if (out === 'silently') return
  if (out) {
    count(into, out)
    return
  }
  if (isDeleted(element)) {
    if (element.textContent?.trim()) count(into, 'deletions')
    return
  }
  if (tag === 'BR') into.runs.push({ text: '\n' })
  else if (tag === 'TABLE') walkTable(element, marks, into)
  else if (tag in headings || blockTags.has(tag)) walkBlock(element, tag, marks, into)
  else walkChildren(element, inlineMarks(element, tag, marks, into), into)
}

function inlineMarks(element: Element, tag: string, marks: Marks, into: Gathering): Marks {
  const own = marksOf(element, marks)
  if (tag !== 'A') return own
  const address = element.getAttribute('href') ?? ''
  if (address === '' || address.startsWith('#')) return own
  const link = cleanAddress(unwrapped(address))
  if (link === null) count(into, 'links')
  const { underline: _, ...rest } = own
  return link === null ? own : { ...rest, link }
}

/** Google Docs sends its readers past its own door. */
function unwrapped(address: string): string {
  if (!/^https:\/\/www\.google\.com\/url\?/.test(address)) return address
  return new URL(address).searchParams.get('q') ?? address
}

function walkBlock(element: Element, tag: string, marks: Marks, into: Gathering): void {
  const outer = into.kind
  const kind = kindOf(element, tag, outer)
  endBlock(into, kind)
  walkChildren(element, marksOf(element, marks), into)
  endBlock(into, outer)
}

function kindOf(element: Element, tag: string, outer: BlockKind): BlockKind {
  const heading = headings[tag]
  if (heading) return heading
  if (tag === 'BLOCKQUOTE') return 'quote'
  return listKindOf(element) ?? outer
}

/** A row becomes a line: no cell is lost, and the person is told. */
function walkTable(table: Element, marks: Marks, into: Gathering): void {
  const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table)
  const isLayout = rows.every((row) => row.children.length <= 1)
  if (!isLayout) count(into, 'tables')
  for (const row of rows) {
    if (isLayout) {
      for (const cell of row.children) walkBlock(cell, 'DIV', marks, into)
      continue
    }
    endBlock(into)
    for (const [index, cell] of [...row.children].entries()) {
      if (index > 0) into.runs.push({ text: ' | ' })
      walkCell(cell, marks, into)
    }
    endBlock(into)
  }
}

function walkCell(cell: Element, marks: Marks, into: Gathering): void {
  const inner = importHtml(cell)
  for (const [what, n] of inner.leftOut) {
    into.leftOut.set(what, (into.leftOut.get(what) ?? 0) + n)
  }
  const lines = inner.blocks.map(({ runs }) => runs.map((run) => ({ ...marks, ...run })))
  for (const [index, runs] of lines.entries()) {
    if (index > 0) into.runs.push({ text: ' ' })
    into.runs.push(...runs)
  }
}
