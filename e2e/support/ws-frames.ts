/**
 * A server's half of a WebSocket as whole frames, so that a test can repeat, hold back or spoil
 * single messages without breaking the protocol around them.
 */

const binary = 2
const lengthIn16 = 126
const lengthIn64 = 127

export interface Frame {
  /** As it came, header included. */
  readonly bytes: Buffer
  /** A whole binary message: what our protocol speaks. */
  readonly isMessage: boolean
}

/** Collects bytes until frames are whole. */
export class FrameReader {
  #held: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): Frame[] {
    this.#held = Buffer.concat([this.#held, chunk])
    const frames: Frame[] = []
    for (;;) {
      const length = frameLength(this.#held)
      if (length === null || this.#held.length < length) return frames
      const bytes = this.#held.subarray(0, length)
      const [first = 0] = bytes
      frames.push({ bytes, isMessage: first === (0x80 | binary) })
      this.#held = this.#held.subarray(length)
    }
  }
}

/** Header and payload of the frame that begins here; null when its header is not whole. */
function frameLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return null
  const short = bytes.readUInt8(1) & 0x7f
  if (short === lengthIn16) return bytes.length < 4 ? null : 4 + bytes.readUInt16BE(2)
  if (short === lengthIn64) return bytes.length < 10 ? null : 10 + Number(bytes.readBigUInt64BE(2))
  return 2 + short
}

/** The same frame with a payload that means nothing. */
export function spoiled({ bytes }: Frame): Buffer {
  const short = bytes.readUInt8(1) & 0x7f
  const header = short === lengthIn16 ? 4 : short === lengthIn64 ? 10 : 2
  // 0xc1 is the one byte that MessagePack never uses.
  return Buffer.concat([bytes.subarray(0, header), Buffer.alloc(bytes.length - header, 0xc1)])
}

export interface FrameFaults {
  /** How likely a message comes twice, in [0, 1]. */
  readonly repeat: number
  /** How likely a message waits until the next one has passed. */
  readonly swap: number
  /** How likely a message arrives as garbage. */
  readonly spoil: number
}

/** Passes frames on with faults; the dice decide. */
export class FaultyFrames {
  readonly #reader = new FrameReader()
  readonly #random: () => number
  #held: Buffer | null = null

  constructor(random: () => number) {
    this.#random = random
  }

  pass(chunk: Buffer, faults: FrameFaults): Buffer[] {
    return this.#reader.push(chunk).flatMap((frame) => this.#one(frame, faults))
  }

  #one(frame: Frame, { repeat, swap, spoil }: FrameFaults): Buffer[] {
    if (!frame.isMessage) return [frame.bytes]
    const bytes = this.#random() < spoil ? spoiled(frame) : frame.bytes
    const out = this.#random() < repeat ? [bytes, bytes] : [bytes]
    const before = this.#held
    this.#held = null
    if (before) return [...out, before]
    if (this.#random() >= swap) return out
    this.#held = bytes
    return out.slice(1)
  }
}
