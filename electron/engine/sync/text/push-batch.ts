/**
 * Which stories' waiting text leaves together. Pure.
 *
 * DLN14  Text that was sent and not answered leaves again with the very same bytes, so that the
 *       server knows it for what it is.
 */
import type { StoryId } from '../../../../shared/model/ids.ts'
import type { Instant } from '../../../../shared/model/time.ts'
import type { OutgoingRow } from '../../store/update-log.ts'

/** Rows in one frame; merging more at once would hold up the thread that writes the log. */
export const rowsInFrame = 100
/** Rows of one story in a bulk push. */
export const rowsInPush = 2000
/** Stories and bytes in one request: large enough to be quick, small enough to end on a slow line. */
const mostStories = 150
const mostBytes = 512 * 1024
/** Bytes of one story in one sending: more would be refused as too large for an update. */
const bytesOfStory = 4 * 1024 * 1024
/** From this many stories on, bulk is quicker than frames. */
const bulkFrom = 4

/** What was sent of a story and has no answer yet, or had none when its line went. */
export interface Sent {
  readonly ref: number
  readonly rows: number
  readonly bytes: number
}

/** True when bulk requests are quicker than one frame after the other. */
export const goesInBulk = (due: readonly { readonly updates: number }[]): boolean =>
  due.length >= bulkFrom || due.some(({ updates }) => updates > rowsInFrame)

/** How many rows to read for the next sending. */
export const rowsToRead = (sent: Sent | undefined, most: number): number =>
  sent ? Math.min(sent.rows, rowsInPush) : most

/** The rows of a sending: those of the one before when it was never answered. */
export function rowsToSend(rows: readonly OutgoingRow[], sent: Sent | undefined): OutgoingRow[] {
  const same = sent ? rows.filter(({ seq }) => seq <= sent.ref) : []
  if (same.length > 0) return same
  let bytes = 0
  const end = rows.findIndex(({ body }, i) => {
    bytes += body.length
    return i > 0 && bytes > bytesOfStory
  })
  return rows.slice(0, end === -1 ? rows.length : end)
}

/** When the newest words of a sending were written, where nothing in it is of just now. */
export function editedOf(rows: readonly OutgoingRow[]): { edited?: Instant } {
  const known = rows.flatMap(({ edited }) => edited ?? [])
  return known.length === rows.length && known.length > 0 ? { edited: Math.max(...known) } : {}
}

export interface PushPart {
  readonly story: StoryId
  readonly rows: readonly OutgoingRow[]
}

/** True when a batch that holds these is full. */
export function isFull(parts: readonly PushPart[]): boolean {
  if (parts.length >= mostStories) return true
  let bytes = 0
  for (const { rows } of parts) for (const { body } of rows) bytes += body.length
  return bytes >= mostBytes
}
