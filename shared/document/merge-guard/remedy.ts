/**
 * Remedies as Yjs updates that every desk makes byte for byte the same, so that pressed twice they
 * count once. They are written piece by piece, not through a live document, whose state would leak
 * into the bytes.
 *
 * MGR1  The author of a remedy is a number made of what it brings back (32 bits) and where (21): two
 *       desks that agree make one update; twins that differ in place only can be told and folded.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { packUpdate } from '../encoding.ts'
import { hash32 } from './hash.ts'

const placeBits = 2 ** 21
const firstIdentity = 2 ** 31

/** Authors from here on are remedies: ordinary ones are 32-bit numbers. */
const firstRemedy = firstIdentity * placeBits

/** What a remedy brings back, whatever the place; null for a person's client id. */
export const identityOf = (client: number): number | null =>
  client >= firstRemedy ? Math.floor(client / placeBits) : null

export function remedyClient(lost: string, place: string): number {
  const identity = firstIdentity + (hash32(lost) % firstIdentity)
  return identity * placeBits + (hash32(place) % placeBits)
}

/** Between which two pieces something is put back. */
export interface Place {
  readonly origin: Y.ID | null
  readonly rightOrigin: Y.ID | null
}

export const placeKey = ({ origin, rightOrigin }: Place): string =>
  `${origin ? `${origin.client}:${origin.clock}` : '-'}|${rightOrigin ? `${rightOrigin.client}:${rightOrigin.clock}` : '-'}`

/** Letters to delete: author and clock. */
export type Letters = readonly { readonly client: number; readonly clock: number }[]

/** Entries put back into a list, such as the carousel. */
export function insertEntries(entries: readonly unknown[], place: Place, lost: string): Uint8Array {
  const client = remedyClient(lost, placeKey(place))
  const pieces = new Pieces(client)
  pieces.add(new Y.ContentAny([...entries]), place)
  return pieces.packed()
}

/** Sets a value again over the one that replaced it. */
export function setValue(value: unknown, over: Y.ID, key: string, lost: string): Uint8Array {
  const place = { origin: over, rightOrigin: null }
  const client = remedyClient(lost, placeKey(place))
  const pieces = new Pieces(client)
  pieces.add(new Y.ContentAny([value]), place, null, key)
  return pieces.packed()
}

export const removeLetters = (letters: Letters): Uint8Array => written(null, [], letters)

type Content = Y.Item['content']

/** What a piece is put into: another piece, or a shared type by its name. */
export type Parent = Y.ID | string | null

/** The pieces of one remedy, one after the other. */
export class Pieces {
  readonly #client: number
  readonly #items: Y.Item[] = []
  #clock = 0

  constructor(client: number) {
    this.#client = client
  }

  /** Adds a piece; gives the place behind it. A place without neighbours needs a parent. */
  add(content: Content, at: Place, parent: Parent = null, key: string | null = null): Place {
    // A parent given as id or root name is what Yjs itself reads from an update, and writes again.
    const given = parent as unknown as Y.ID | null
    const id = new Y.ID(this.#client, this.#clock)
    this.#items.push(new Y.Item(id, null, at.origin, null, at.rightOrigin, given, key, content))
    this.#clock += content.getLength()
    return { origin: new Y.ID(this.#client, this.#clock - 1), rightOrigin: at.rightOrigin }
  }

  /** The remedy, which takes these letters away as well. */
  packed(remove: Letters = []): Uint8Array {
    return written(this.#client, this.#items, remove)
  }
}

function written(client: number | null, items: readonly Y.Item[], remove: Letters): Uint8Array {
  const encoder = new Y.UpdateEncoderV2()
  encoding.writeVarUint(encoder.restEncoder, client === null ? 0 : 1)
  if (client !== null) {
    encoding.writeVarUint(encoder.restEncoder, items.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, 0)
    for (const item of items) item.write(encoder, 0)
  }
  writeDeletes(encoder, remove)
  return packUpdate(encoder.toUint8Array())
}

function writeDeletes(encoder: Y.UpdateEncoderV2, letters: Letters): void {
  const byAuthor = new Map<number, [clock: number, length: number][]>()
  const sorted = [...letters].sort((a, b) => b.client - a.client || a.clock - b.clock)
  for (const { client, clock } of sorted) {
    const stretches = byAuthor.get(client) ?? []
    byAuthor.set(client, stretches)
    const last = stretches.at(-1)
    if (last && last[0] + last[1] === clock) last[1] += 1
    else if (!last || last[0] + last[1] < clock) stretches.push([clock, 1])
  }
  encoding.writeVarUint(encoder.restEncoder, byAuthor.size)
  for (const [client, stretches] of byAuthor) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, stretches.length)
    for (const [clock, length] of stretches) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(length)
    }
  }
}
