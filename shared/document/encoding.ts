/**
 * Bytes of updates and snapshots. Every stored or sent update is in Yjs update format v2 behind
 * one format byte, so that a later format can be told apart.
 *
 * EN1  Bytes that do not decode as an update are refused before anyone applies them.
 */
import * as Y from 'yjs'
import { BadInput } from '../model/errors.ts'

const formatV2 = 2

/** Largest update taken at a boundary, in bytes. */
export const largestUpdate = 10 * 1024 * 1024

/** An update (v2) as it is stored and sent. */
export function packUpdate(updateV2: Uint8Array): Uint8Array {
  const packed = new Uint8Array(updateV2.length + 1)
  packed[0] = formatV2
  packed.set(updateV2, 1)
  return packed
}

/** The v2 update inside stored bytes. Throws `BadInput` on another format byte. */
export function unpackUpdate(packed: Uint8Array): Uint8Array {
  if (packed[0] !== formatV2) throw new BadInput('Not a story update: unknown format byte')
  return packed.subarray(1)
}

/** Throws `BadInput` unless the bytes are a whole, decodable update of at most that many bytes. */
export function checkUpdate(packed: Uint8Array, largest = largestUpdate): void {
  if (packed.length > largest) {
    throw new BadInput(`Story update of ${packed.length} bytes; the limit is ${largest}`)
  }
  const update = unpackUpdate(packed)
  let decoded: ReturnType<typeof Y.decodeUpdateV2>
  try {
    decoded = Y.decodeUpdateV2(update)
  } catch (cause) {
    throw new BadInput('Not a story update: the bytes do not decode', { cause })
  }
  if (!decoded.structs.every(isSound)) {
    throw new BadInput('Not a story update: a piece stands on one that cannot be there')
  }
}

/** Whether an update, already checked, takes anything away. */
export const deletesSomething = (packed: Uint8Array): boolean =>
  Y.decodeUpdateV2(unpackUpdate(packed)).ds.clients.size > 0

const isSoundId = ({ client, clock }: Y.ID): boolean =>
  Number.isSafeInteger(client) && client >= 0 && Number.isSafeInteger(clock) && clock >= 0

/**
 * Yjs waits for a missing neighbour of another author, but takes for granted that ids count from
 * zero and that an author's own neighbours came first: where that is not so, applying throws on
 * every desk.
 */
function isSound(struct: Y.Item | Y.GC | Y.Skip): boolean {
  const { id } = struct
  if (!isSoundId(id)) return false
  if (!(struct instanceof Y.Item)) return true
  return [struct.origin, struct.rightOrigin, struct.parent].every(
    (ref) =>
      !(ref instanceof Y.ID) ||
      (isSoundId(ref) && (ref.client !== id.client || ref.clock < id.clock)),
  )
}

/** Applies stored bytes to a document. */
export const applyPacked = (doc: Y.Doc, packed: Uint8Array, origin?: unknown): void =>
  Y.applyUpdateV2(doc, unpackUpdate(packed), origin)

/** False when the document waits for an update that it was not given. */
export const isWhole = ({ store }: Y.Doc): boolean =>
  store.pendingStructs === null && store.pendingDs === null

/** The whole document as one stored update. */
export const packState = (doc: Y.Doc): Uint8Array => packUpdate(Y.encodeStateAsUpdateV2(doc))

/** Several stored updates as one, without building a document. */
export const mergePacked = (updates: readonly Uint8Array[]): Uint8Array =>
  packUpdate(Y.mergeUpdatesV2(updates.map(unpackUpdate)))
