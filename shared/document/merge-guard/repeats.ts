/**
 * Two sides wrote the same: both pasted the agency line, both mended the same word. One of them is
 * enough, so the second is a double, and a lost one that stands from the other is not lost.
 */
import { compareLetters, type Lineage, rootIn } from './lineage.ts'
import { lettersOf, type TypedWord } from './typed-words.ts'
import { at, type ViewWords } from './view-words.ts'

/** Equal words in a row that are a repeat wherever they stand. */
const anywhere = 6
/** … in the same gap, inside longer insertions. */
const inSameGap = 3

interface Run {
  readonly words: readonly TypedWord[]
  readonly view: ViewWords
  /** The older letters on both sides of it; -1 at the ends of the story. */
  readonly left: number
  readonly right: number
}

/** Marks the letters of doubles in `extra`; turns `lost` into `dropped` where the twin stands. */
export function judgeRepeats(
  lineage: Lineage,
  typed: readonly (readonly TypedWord[])[],
  extra: Map<number, readonly number[]>,
): void {
  const runs = typed.map((words) => runsOf(lineage, words))
  for (let a = 0; a < runs.length; a += 1) {
    for (let b = a + 1; b < runs.length; b += 1) {
      for (const [one, other] of repeatsBetween(runs[a] ?? [], runs[b] ?? [])) {
        judgePair(lineage, one, other, extra)
      }
    }
  }
}

function runsOf(lineage: Lineage, words: readonly TypedWord[]): Run[] {
  const runs: Run[] = []
  let open: TypedWord[] = []
  const close = () => {
    const run = runOf(lineage, open)
    if (run) runs.push(run)
    open = []
  }
  for (const word of words) {
    if (word.fate === 'dropped') continue
    const last = open.at(-1)
    if (last && last.word + 1 !== word.word) close()
    open.push(word)
  }
  close()
  return runs
}

function runOf(lineage: Lineage, words: readonly TypedWord[]): Run | null {
  const [first] = words
  const last = words.at(-1)
  const view = first && lineage.sides[first.side]
  if (!last || !view) return null
  const rootAt = (i: number) => {
    const p = at(view.letters, i)
    return p === -1 ? -1 : rootIn(lineage, first.side, p)
  }
  return {
    words,
    view,
    left: rootAt(at(view.starts, first.word) - 1),
    right: rootAt(at(view.starts, last.word + 1)),
  }
}

type Pair = [TypedWord, TypedWord]

function repeatsBetween(ones: readonly Run[], others: readonly Run[]): Pair[] {
  const pairs: Pair[] = []
  const byStart = new Map<string, [Run, number][]>()
  for (const run of ones) indexRun(byStart, run)
  const used = new Set<TypedWord>()
  for (const run of others) {
    for (let i = 0; i < run.words.length; i += 1) {
      const match = bestMatch(byStart, run, i, used)
      if (!match) continue
      for (let n = 0; n < match.length; n += 1) {
        const one = match.run.words[match.from + n]
        const other = run.words[i + n]
        if (one && other) pairs.push([one, other])
        if (one) used.add(one)
      }
      i += match.length - 1
    }
  }
  return pairs
}

function indexRun(byStart: Map<string, [Run, number][]>, run: Run): void {
  for (const [i, { word }] of run.words.entries()) {
    const key = String(at(run.view.texts, word))
    const list = byStart.get(key)
    if (list === undefined) byStart.set(key, [[run, i]])
    else if (list.length < 64) list.push([run, i])
  }
}

interface Match {
  readonly run: Run
  readonly from: number
  readonly length: number
}

function bestMatch(
  byStart: Map<string, [Run, number][]>,
  run: Run,
  i: number,
  used: ReadonlySet<TypedWord>,
): Match | null {
  const first = run.words[i]
  if (!first) return null
  let best: Match | null = null
  for (const [other, from] of byStart.get(String(at(run.view.texts, first.word))) ?? []) {
    const length = commonLength(other, from, run, i, used)
    if (length > (best?.length ?? 0) && isRepeat(other, from, run, i, length)) {
      best = { run: other, from, length }
    }
  }
  return best
}

function commonLength(
  a: Run,
  from: number,
  b: Run,
  i: number,
  used: ReadonlySet<TypedWord>,
): number {
  let n = 0
  for (;;) {
    const one = a.words[from + n]
    const other = b.words[i + n]
    if (!one || !other || used.has(one)) return n
    if (at(a.view.texts, one.word) !== at(b.view.texts, other.word)) return n
    n += 1
  }
}

function isRepeat(a: Run, from: number, b: Run, i: number, length: number): boolean {
  if (length >= anywhere) return true
  const sameLeft = a.left === b.left
  const sameRight = a.right === b.right
  const isWhole = from === 0 && i === 0 && length === a.words.length && length === b.words.length
  if (isWhole) return length > 1 ? sameLeft || sameRight : sameLeft && sameRight
  return length >= inSameGap && sameLeft && sameRight
}

function judgePair(
  lineage: Lineage,
  one: TypedWord,
  other: TypedWord,
  extra: Map<number, readonly number[]>,
): void {
  const [a, b] = [freshLetters(lineage, one), freshLetters(lineage, other)]
  const [firstA = -1] = a
  const [firstB = -1] = b
  // Known to both: one word, seen twice. Its first letter may be new with who typed before it.
  if (a.some((p) => b.includes(p)) || a.length !== b.length) return
  const isLost = ({ fate }: TypedWord) => fate === 'lost'
  if (isLost(one) || isLost(other)) {
    if (!isLost(one)) other.fate = 'dropped'
    if (!isLost(other)) one.fate = 'dropped'
    return
  }
  const sides = [one.side, other.side].sort((x, y) => x - y)
  for (const p of compareLetters(lineage.text, firstA, firstB) < 0 ? b : a) extra.set(p, sides)
}

function freshLetters(lineage: Lineage, { side, word }: TypedWord): number[] {
  const view = lineage.sides[side]
  return view ? lettersOf(view, word).filter((p) => rootIn(lineage, side, p) === -1) : []
}
