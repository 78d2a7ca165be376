/**
 * A message as it goes over the wire: the head of a WebSocket frame and what was packed, as one
 * piece, made once for all who get it. Servers do not mask, and nothing is deflated.
 */
import { pack } from '../packed-body.ts'

const finalBinary = 0x82
const twoBytes = 126
const eightBytes = 127

/** Packs a value and frames it. */
export const frameOf = (value: unknown): Buffer => framed(pack(value))

/** Frames what is packed. */
export function framed(packed: Uint8Array): Buffer {
  const { length } = packed
  const extended = length < twoBytes ? 0 : length < 65_536 ? 2 : 8
  const bytes = Buffer.allocUnsafe(2 + extended + length)
  bytes[0] = finalBinary
  if (extended === 0) bytes[1] = length
  else if (extended === 2) {
    bytes[1] = twoBytes
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = eightBytes
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.set(packed, 2 + extended)
  return bytes
}
