/**
 * Where the caret was in each story, kept on this device.
 *
 * KC1  A story opens with the caret where it was, also after others have written before it.
 */
import type { StoryId } from '../../shared/model/ids.ts'
import type { CaretBytes } from '../editor/binding/caret-bytes.ts'

/** The part of `localStorage` that is used. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>

const name = 'carets'
/** Stories that are remembered. */
const most = 60

type Kept = readonly (readonly [story: string, anchor: string, focus: string])[]

function read(shelf: Shelf): Kept {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(name) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isEntry) : []
  } catch {
    // Something else wrote there: carets are a convenience, they begin anew.
    return []
  }
}

const isEntry = (entry: unknown): entry is Kept[number] =>
  Array.isArray(entry) && entry.length === 3 && entry.every((part) => typeof part === 'string')

const toText = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const toBytes = (text: string): Uint8Array =>
  new Uint8Array((text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))

/** Remembers a caret; the story becomes the newest. */
export function keepCaret(shelf: Shelf, story: StoryId, { anchor, focus }: CaretBytes): void {
  if (!anchor || !focus) return
  const others = read(shelf).filter(([id]) => id !== story)
  const kept: Kept = [[story, toText(anchor), toText(focus)], ...others]
  shelf.setItem(name, JSON.stringify(kept.slice(0, most)))
}

export function keptCaret(shelf: Shelf, story: StoryId): CaretBytes | null {
  const entry = read(shelf).find(([id]) => id === story)
  return entry ? { anchor: toBytes(entry[1]), focus: toBytes(entry[2]) } : null
}
