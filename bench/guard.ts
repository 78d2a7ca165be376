/**
 * The merge guard on long stories: what it costs to judge 50 and 2,000 edits of two sides together,
 * and a block carried over the whole text. Words stand as often as in a paper.
 *
 * Times are CPU, so that what else the machine does decides nothing. The first time in a process is
 * told, too: a desk judges a merge seldom, and then with code that is cold.
 */
import * as Y from 'yjs'
import { packState, packUpdate, unpackUpdate } from '../shared/document/encoding.ts'
import { guardMerge } from '../shared/document/merge-guard/merge-guard.ts'
import type { MergeInput } from '../shared/document/merge-guard/merge-report.ts'
import { bodyRoot, createStoryDoc } from '../shared/document/story-doc.ts'
import { median } from './percentile.ts'
import { picked } from './picked.ts'
import { proseOf } from './prose.ts'
import { type Row, row } from './row.ts'

const sizes = [800, 5000, 20_000] as const
const wordsInBlock = 80
const times = 9
/** Milliseconds of CPU for 2,000 edits in 20,000 words: a desk's worker is back before one looks up. */
const allowed = 150

interface Case {
  readonly what: string
  readonly edits: number
  readonly moves: boolean
}

const cases: readonly Case[] = [
  { what: '50 edits', edits: 50, moves: false },
  { what: '2,000 edits', edits: 2000, moves: false },
  { what: 'a block carried over the whole text and 50 edits', edits: 50, moves: true },
]

type Text = { insert(at: number, text: string): void; delete(at: number, size: number): void }

const between = (random: () => number, from: number, to: number): number =>
  from + Math.floor(random() * (to - from))

function aBlock(text: string, id: string): Y.XmlElement {
  const block = new Y.XmlElement('block')
  block.setAttribute('s_blockId', id)
  block.insert(0, [new Y.XmlText(text)])
  return block
}

function storyOf(words: number, random: () => number): Uint8Array {
  const doc = new Y.Doc()
  createStoryDoc(doc, { kind: 'news', language: 'en', byline: '', firstBlock: 'first' })
  const blocks = Array.from({ length: Math.ceil(words / wordsInBlock) }, (_, n) =>
    aBlock(proseOf(random, wordsInBlock), `b${n}`),
  )
  bodyRoot(doc).insert(1, blocks)
  return packState(doc)
}

const textIn = (block: unknown): (Text & { toString(): string }) | null => {
  const text = block instanceof Y.XmlElement ? block.get(0) : null
  return text instanceof Y.XmlText ? text : null
}

/** Types some words, or takes some away. */
function edit(doc: Y.Doc, random: () => number): void {
  const root = bodyRoot(doc)
  const text = textIn(root.get(between(random, 1, root.length)))
  if (!text) return
  const starts = [...text.toString().matchAll(/\S+ /g)].map(({ index }) => index)
  const at = starts[between(random, 0, starts.length)] ?? 0
  if (random() < 0.7) text.insert(at, `${proseOf(random, between(random, 1, 7))} `)
  else {
    const end = starts[starts.indexOf(at) + between(random, 1, 5)] ?? at
    text.delete(at, Math.max(0, end - at))
  }
}

/** The first block is taken out and stands at the end. */
function carry(doc: Y.Doc): void {
  const root = bodyRoot(doc)
  const words = textIn(root.get(1))?.toString() ?? ''
  root.delete(1, 1)
  root.push([aBlock(words, 'carried')])
}

function mergeOf(words: number, { edits, moves }: Case): MergeInput {
  const random = picked(words + edits)
  const ancestor = storyOf(words, random)
  const sides = [0, 1].map((side) => {
    const doc = new Y.Doc()
    Y.applyUpdateV2(doc, unpackUpdate(ancestor))
    const vector = Y.encodeStateVector(doc)
    if (moves && side === 0) doc.transact(() => carry(doc))
    for (let n = 0; n < edits / 2; n += 1) edit(doc, random)
    return packUpdate(Y.encodeStateAsUpdateV2(doc, vector))
  })
  return { ancestor, sides }
}

function cpuOf(input: MergeInput): number {
  const began = process.cpuUsage()
  const report = guardMerge(input)
  const { user, system } = process.cpuUsage(began)
  if (!report.judged) throw new Error('the guard sees a gap where there is none')
  return (user + system) / 1000
}

export async function bench(): Promise<Row[]> {
  return sizes.flatMap((words) =>
    cases.map((each) => {
      const input = mergeOf(words, each)
      const all = Array.from({ length: times }, () => cpuOf(input))
      const [first = Number.NaN] = all
      const isJudged = words === 20_000 && each.edits === 2000
      return row(
        {
          what: `${words.toLocaleString('en')} words, ${each.what}`,
          unit: 'ms of CPU',
          ours: median(all),
          beside: first,
          besideName: 'the first time',
          goal: isJudged ? `at most ${allowed} ms` : '',
        },
        (ours) => !isJudged || ours <= allowed,
      )
    }),
  )
}
