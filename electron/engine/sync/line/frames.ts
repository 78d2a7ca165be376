/** MessagePack on the wire: one frame, or a sequence of items. */

import { Packr, Unpackr } from 'msgpackr'
import { z } from 'zod'
import { BadInput } from '../../../../shared/model/errors.ts'
import type { StoryId } from '../../../../shared/model/ids.ts'
import type { DeskFrame } from '../../../../shared/protocol/live.ts'

// Plain maps, so that any MessagePack library reads them.
const packr = new Packr({ useRecords: false, moreTypes: false, encodeUndefinedAsNil: false })
const unpackr = new Unpackr({ useRecords: false, moreTypes: false, int64AsType: 'number' })

export const packFrame = (value: unknown): Uint8Array => packr.pack(value)

/** Several items as one sequence. */
export const packSequence = (items: readonly unknown[]): Uint8Array =>
  Buffer.concat(items.map((item) => packr.pack(item)))

/** One frame, checked. */
export function unpackFrame<T extends z.ZodType>(bytes: Uint8Array, schema: T): z.output<T> {
  return checkItem(
    unpackWith(() => unpackr.unpack(bytes)),
    schema,
  )
}

/** All items of a sequence, each checked. */
export function unpackSequence<T extends z.ZodType>(bytes: Uint8Array, schema: T): z.output<T>[] {
  if (bytes.length === 0) return []
  const items = unpackWith(() => unpackr.unpackMultiple(bytes)) as unknown[]
  return items.map((item) => checkItem(item, schema))
}

function unpackWith(unpack: () => unknown): unknown {
  try {
    return unpack()
  } catch (cause) {
    throw new BadInput('Not MessagePack', { cause })
  }
}

/** A decoded value that fits; throws `BadInput` on another. */
export function checkItem<T extends z.ZodType>(value: unknown, schema: T): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new BadInput(`Not a message of this protocol: ${z.prettifyError(parsed.error)}`)
}

/** Where my caret stands in a story, in bytes of their own: the window's may share a larger buffer. */
export function presenceFrame(
  story: StoryId,
  anchor: Uint8Array | null,
  focus: Uint8Array | null,
): DeskFrame {
  const bytes = (place: Uint8Array | null) => place && new Uint8Array(place)
  return { t: 'presence', story, anchor: bytes(anchor), focus: bytes(focus) }
}
