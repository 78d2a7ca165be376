/** What a paste brings, as values: blocks of text, and what was left out on the way. */
import type { BlockKind, Run } from '../../../shared/model/story.ts'

export interface PastedBlock {
  readonly kind: BlockKind
  readonly runs: readonly Run[]
}

/** Things that are left out, or flattened, and that a person may miss. */
export type LeftOut =
  | 'pictures'
  | 'tables'
  | 'deletions'
  | 'comments'
  | 'scripts'
  | 'links'
  | 'embeds'

export interface Pasted {
  readonly blocks: readonly PastedBlock[]
  readonly leftOut: ReadonlyMap<LeftOut, number>
}

const sameMarks = (a: Run, b: Run): boolean =>
  a.bold === b.bold &&
  a.italic === b.italic &&
  a.underline === b.underline &&
  a.strike === b.strike &&
  a.link === b.link

/** Joins neighbours with the same marks, takes spaces off both ends and doubled spaces out. */
export function tidyRuns(runs: readonly Run[]): Run[] {
  const tidy: Run[] = []
  for (const run of runs) {
    const last = tidy.at(-1)
    const before = last?.text ?? '\n'
    let text = run.text.replace(/[ \u00a0\t]+/g, ' ').replace(/ ?\n ?/g, '\n')
    if (/[ \n]$/.test(before)) text = text.replace(/^ /, '')
    if (text === '') continue
    if (last && sameMarks(last, run)) tidy[tidy.length - 1] = { ...last, text: last.text + text }
    else tidy.push({ ...run, text })
  }
  return trimEnd(tidy)
}

function trimEnd(runs: Run[]): Run[] {
  for (let last = runs.at(-1); last; last = runs.at(-1)) {
    const text = last.text.replace(/[ \n]+$/, '')
    if (text === last.text) break
    runs.pop()
    if (text !== '') runs.push({ ...last, text })
  }
  const [first, ...rest] = runs
  return first ? [{ ...first, text: first.text.replace(/^\n+/, '') }, ...rest] : []
}
