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
  for (const side of [...sides].sort(compareBytes)) Y.applyUpdateV2(doc, unpackUpdate(side))
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return null
  const ancestor = viewOf(input.ancestor, null)
  return { doc, views: [ancestor, ...sides.map((side) => viewOf(side, ancestor))] }
}

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
