/** Which blocks of the body were kept, edited, moved, inserted or deleted. */
import { diffArrays } from 'diff'
import { type Block, blockText, type Run } from '../../shared/model/story.ts'
import { diffWords, isEditOf, type Piece } from '../compare/word-diff.ts'

export type BlockFate = 'same' | 'edited' | 'inserted' | 'deleted' | 'moved'

export interface BlockDiff {
  readonly fate: BlockFate
  readonly block: Block
  /** Text of a text block. */
  readonly pieces: readonly Piece[]
  /** Its words are the same, its marks, links or kind are not. */
  readonly dressed: boolean
}

type Row = { before: Block | null; after: Block | null }

const dress = (block: Block): string =>
  block.type === 'text'
    ? JSON.stringify([
        block.kind,
        block.runs.map((run: Run) => ({ ...run, text: run.text.length })),
      ])
    : JSON.stringify({ ...block, id: '' })

/** Blocks by id; a second block with the same id counts as another one. */
function byId(blocks: readonly Block[]): Map<string, Block> {
  const found = new Map<string, Block>()
  for (const block of blocks) {
    let id = block.id
    while (found.has(id)) id += '+'
    found.set(id, block)
  }
  return found
}

function alignById(before: readonly Block[], after: readonly Block[]): Row[] {
  const old = byId(before)
  const now = byId(after)
  return diffArrays([...old.keys()], [...now.keys()]).flatMap(({ value, added, removed }) =>
    value.map((id) => ({
      before: added ? null : (old.get(id) ?? null),
      after: removed ? null : (now.get(id) ?? null),
    })),
  )
}

/** A deleted and an inserted neighbour that say much the same are one block that got a new id. */
function pairLookalikes(rows: readonly Row[]): Row[] {
  const out: Row[] = []
  for (const row of rows) {
    const { before: gone, after: come } = row
    const last = out.at(-1)
    const paired = gone ? last?.after : last?.before
    const alone = last && (gone ? !last.before : !last.after)
    const twin = gone ?? come
    if (alone && paired && twin && !(gone && come) && looksLike(paired, twin)) {
      out[out.length - 1] = gone ? { before: gone, after: paired } : { before: paired, after: come }
    } else out.push(row)
  }
  return out
}

const looksLike = (a: Block, b: Block): boolean =>
  a.type === 'text' && b.type === 'text' && isEditOf(blockText(a), blockText(b))

function judge({ before, after }: Row, known: ReadonlySet<string>): BlockDiff | null {
  if (before && after) {
    const [old, now] = [blockText(before), blockText(after)]
    const dressed = old === now && dress(before) !== dress(after)
    const fate = old === now && !dressed ? 'same' : 'edited'
    return { fate, block: after, pieces: diffWords(old, now), dressed }
  }
  if (after) {
    const fate = known.has(after.id) ? 'moved' : 'inserted'
    const kind = fate === 'moved' ? 'same' : 'inserted'
    return { fate, block: after, pieces: whole(after, kind), dressed: false }
  }
  if (!before) return null
  return { fate: 'deleted', block: before, pieces: whole(before, 'deleted'), dressed: false }
}

const whole = (block: Block, kind: Piece['kind']): Piece[] => {
  const text = blockText(block)
  return text ? [{ kind, text }] : []
}

/** The body's blocks in reading order, deleted ones where they stood. */
export function diffBlocks(before: readonly Block[], after: readonly Block[]): BlockDiff[] {
  const old = new Map(before.map((block) => [block.id, block]))
  const now = new Set(after.map(({ id }) => id))
  return pairLookalikes(alignById(before, after)).flatMap((row) => {
    // A block that moved is shown once, where it is now.
    if (row.before && !row.after && now.has(row.before.id)) return []
    const moved = row.after && !row.before ? old.get(row.after.id) : undefined
    const judged = judge(row, new Set(old.keys()))
    if (!judged) return []
    return [
      moved ? { ...judged, pieces: diffWords(blockText(moved), blockText(judged.block)) } : judged,
    ]
  })
}
