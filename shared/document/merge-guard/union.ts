/**
 * The sides of a merge in one document that forgets nothing, and what each of them saw.
 *
 *     ancestor + sides → [union] → union walk → words → copies → verdicts → findings
 *
 * MGU1  A missing piece is noticed: without it nobody can say what was lost.
 */
import * as Y from 'yjs'
import { mergePacked, unpackUpdate } from '../encoding.ts'
import type { MergeInput } from './merge-report.ts'

/** Views fit the bits of one number: the ancestor, the sides and the merge. */
const mostSides = 28

interface Stretch {
  readonly clock: number
  readonly len: number
}

/** What one side (or the ancestor) knew of every author, and what of it had been deleted. */
export interface View {
  readonly known: ReadonlyMap<number, number>
  readonly deleted: ReadonlyMap<number, readonly Stretch[]>
}

export interface Union {
  /** Lives for one merge; `gc: false`, so that deleted words can be read. */
  readonly doc: Y.Doc
  /** The ancestor first, then the sides in the order of the input. */
  readonly views: readonly View[]
}

/** Null when pieces are missing. Applied in an order that does not depend on the desk. */
export function uniteSides(input: MergeInput): Union | null {
  const sides =
    input.sides.length <= mostSides
      ? input.sides
      : [...input.sides.slice(0, mostSides - 1), mergePacked(input.sides.slice(mostSides - 1))]
  const doc = new Y.Doc({ gc: false })
  Y.applyUpdateV2(doc, unpackUpdate(input.ancestor))
  for (const side of fullestFirst(sides)) applyRest(doc, unpackUpdate(side))
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return null
  const ancestor = viewOf(input.ancestor, null)
  return { doc, views: [ancestor, ...sides.map((side) => viewOf(side, ancestor))] }
}

/**
 * What one side collected as garbage another may still have in letters (a desk that was set back to
 * an older copy removed the block that the others went on with): whoever has the letters comes first.
 */
function fullestFirst(sides: readonly Uint8Array[]): Uint8Array[] {
  const decoded = sides.map((side) => Y.decodeUpdateV2(unpackUpdate(side)).structs)
  const garbage = decoded.map(garbageOf)
  const weighed = sides.map((side, n) => {
    let hides = 0
    for (const [other, structs] of decoded.entries()) {
      if (other !== n) hides += hiddenBy(garbage[n] ?? new Map(), structs)
    }
    return { side, hides }
  })
  weighed.sort((a, b) => a.hides - b.hides || compareBytes(a.side, b.side))
  return weighed.map(({ side }) => side)
}

type Structs = ReturnType<typeof Y.decodeUpdateV2>['structs']

const isGarbage = (struct: Structs[number]): boolean =>
  struct instanceof Y.GC || (struct instanceof Y.Item && struct.content instanceof Y.ContentDeleted)

function garbageOf(structs: Structs): Map<number, Stretch[]> {
  const garbage = new Map<number, Stretch[]>()
  for (const struct of structs) {
    if (!isGarbage(struct)) continue
    const { client, clock } = struct.id
    const list = garbage.get(client)
    if (list) list.push({ clock, len: struct.length })
    else garbage.set(client, [{ clock, len: struct.length }])
  }
  return garbage
}

/** Units of another side that have become garbage here. */
function hiddenBy(garbage: ReadonlyMap<number, readonly Stretch[]>, structs: Structs): number {
  let hidden = 0
  for (const struct of structs) {
    const stretches = garbage.get(struct.id.client)
    if (!stretches || struct instanceof Y.Skip || isGarbage(struct)) continue
    const { clock } = struct.id
    const end = clock + struct.length
    for (let i = firstAfter(stretches, clock); (stretches[i]?.clock ?? end) < end; i += 1) {
      const { clock: from, len } = stretches[i] ?? { clock: end, len: 0 }
      hidden += Math.min(end, from + len) - Math.max(clock, from)
    }
  }
  return hidden
}

/** Without what the union has: Yjs throws where it has the beginning of a piece as garbage. */
const applyRest = (doc: Y.Doc, update: Uint8Array): void =>
  Y.applyUpdateV2(doc, Y.diffUpdateV2(update, Y.encodeStateVector(doc)))

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i += 1) {
    const order = (a[i] ?? 0) - (b[i] ?? 0)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function viewOf(packed: Uint8Array, before: View | null): View {
  const { structs, ds } = Y.decodeUpdateV2(unpackUpdate(packed))
  const known = new Map(before?.known)
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (end > (known.get(client) ?? 0)) known.set(client, end)
  }
  return { known, deleted: before === null ? ds.clients : joined(before.deleted, ds.clients) }
}

type Deleted = View['deleted']

function joined(a: Deleted, b: Deleted): Deleted {
  const all = new Map(a)
  for (const [client, stretches] of b) {
    const other = all.get(client)
    all.set(client, other ? sortedTogether([...other, ...stretches]) : stretches)
  }
  return all
}

function sortedTogether(stretches: Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const next of stretches.sort((x, y) => x.clock - y.clock)) {
    const last = result.at(-1)
    if (last && next.clock <= last.clock + last.len) {
      const end = Math.max(last.clock + last.len, next.clock + next.len)
      result[result.length - 1] = { clock: last.clock, len: end - last.clock }
    } else result.push(next)
  }
  return result
}

/** Index of the first stretch that ends after the clock. */
function firstAfter(stretches: readonly Stretch[], clock: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    const stretch = stretches[middle]
    if (stretch && stretch.clock + stretch.len <= clock) low = middle + 1
    else high = middle
  }
  return low
}

/** Calls back with every part of a stretch of one author's clock that the view sees alive. */
export function eachVisible(
  view: View,
  client: number,
  clock: number,
  length: number,
  call: (from: number, to: number) => void,
): void {
  const end = Math.min(clock + length, view.known.get(client) ?? 0)
  const stretches = view.deleted.get(client) ?? []
  let from = clock
  for (let i = firstAfter(stretches, clock); from < end; i += 1) {
    const stretch = stretches[i]
    const to = stretch ? Math.min(end, stretch.clock) : end
    if (to > from) call(from, to)
    if (!stretch) return
    from = Math.max(from, stretch.clock + stretch.len)
  }
}

/** Does the view see the piece with this id alive? */
export function sees(view: View, { client, clock }: Y.ID): boolean {
  let seen = false
  eachVisible(view, client, clock, 1, () => {
    seen = true
  })
  return seen
}
