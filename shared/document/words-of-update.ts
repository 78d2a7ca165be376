/**
 * The words that an update brings, readable without the document it belongs to: what was typed in
 * one go stands together, each on a line of its own; what was deleted again is left out. Pure.
 */
import * as Y from 'yjs'
import { unpackUpdate } from './encoding.ts'

/** Empty when the update only deletes, formats or moves; throws `BadInput` on another format. */
export function wordsOfUpdate(packed: Uint8Array): string {
  const { structs, ds } = Y.decodeUpdateV2(unpackUpdate(packed))
  const lines: string[] = []
  let last: Y.Item | null = null
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue
    const text = survivors(struct, struct.content.str, ds)
    if (last && follows(struct, last)) lines[lines.length - 1] += text
    else lines.push(text)
    last = struct
  }
  return lines.filter((line) => line.trim() !== '').join('\n')
}

/** Typed directly behind the other. */
const follows = ({ origin }: Y.Item, before: Y.Item): boolean =>
  origin !== null &&
  origin.client === before.id.client &&
  origin.clock === before.id.clock + before.length - 1

type Deletions = ReturnType<typeof Y.decodeUpdateV2>['ds']

function survivors({ id }: Y.Item, text: string, { clients }: Deletions): string {
  const gone = clients.get(id.client) ?? []
  const isGone = (clock: number) =>
    gone.some((range) => range.clock <= clock && clock < range.clock + range.len)
  return [...Array(text.length).keys()]
    .filter((i) => !isGone(id.clock + i))
    .map((i) => text.charAt(i))
    .join('')
}
