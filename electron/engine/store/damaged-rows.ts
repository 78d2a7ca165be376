/** Tells the rows of our own tables apart in what the raw pages of a damaged file hold. */
import { checkUpdate } from '../../../shared/document/encoding.ts'
import { commandSchema } from '../../../shared/model/commands.ts'
import { BadInput } from '../../../shared/model/errors.ts'
import { isStoryId, type StoryId } from '../../../shared/model/ids.ts'
import type { RawRow } from './raw-pages.ts'

export interface RawLogRow {
  readonly seq: number
  readonly story: StoryId
  readonly mine: number
  readonly at: number
  readonly body: Uint8Array
  readonly serverSeq: number | null
}

export interface RawSnapshot {
  readonly story: StoryId
  readonly upTo: number
  readonly body: Uint8Array
}

export interface RawCommand {
  readonly id: string
  readonly values: readonly (string | number | null)[]
}

/** True for bytes that are a whole update. */
export function isUpdate(body: unknown): body is Uint8Array {
  if (!(body instanceof Uint8Array)) return false
  try {
    checkUpdate(body)
    return true
  } catch (error) {
    if (error instanceof BadInput) return false
    throw error
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value)

/** A row of `log`: rowid, then (null for the rowid), story, mine, at, body, server_seq, … */
export function asLogRow({ rowid, values }: RawRow): RawLogRow | null {
  const [, story, mine, at, body, serverSeq = null] = values
  if (!isCount(rowid) || values[0] !== null || values.length < 6) return null
  if (!isStoryId(story) || (mine !== 0 && mine !== 1) || !isCount(at)) return null
  if (serverSeq !== null && !isCount(serverSeq)) return null
  if (!isUpdate(body)) return null
  return { seq: rowid, story, mine, at, body, serverSeq }
}

/** A row of `snapshot`: story, up_to, body. */
export function asSnapshot({ rowid, values }: RawRow): RawSnapshot | null {
  const [story, upTo, body] = values
  if (rowid !== null || values.length !== 3) return null
  if (!isStoryId(story) || !isCount(upTo) || !isUpdate(body)) return null
  return { story, upTo, body }
}

/** A row of `command`: id, place, counter, body, subject, issued_at, after_seq, refused, refused_at. */
export function asCommand({ rowid, values }: RawRow): RawCommand | null {
  const [id, place, , body] = values
  if (rowid !== null || values.length < 9 || typeof id !== 'string' || !isCount(place)) return null
  if (typeof body !== 'string' || !isOurCommand(body)) return null
  return {
    id,
    values: values.slice(0, 9).map((value) => (value instanceof Uint8Array ? null : value)),
  }
}

function isOurCommand(body: string): boolean {
  try {
    return commandSchema.safeParse(JSON.parse(body)).success
  } catch {
    return false
  }
}
