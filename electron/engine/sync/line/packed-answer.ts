/** A bulk answer of the server, read while it arrives; what came whole before a cut is kept. */
import type { z } from 'zod'
import { BadInput, NewsroomError } from '../../../../shared/model/errors.ts'
import { PackedSequence } from './packed-sequence.ts'
import { bodyOf } from './server-api.ts'

/** The server's bytes do not make sense: damaged on their way, or not the server's. */
export class GarbledAnswer extends NewsroomError {
  readonly code = 'garbled-answer'
  readonly retry = 'later'
}

/** Milliseconds without a byte until an answer counts as cut off. */
const stall = 20_000

/** The items of an answer, as many at a time as have arrived; throws after them when it is cut. */
export async function* packedAnswer<T extends z.ZodType>(
  response: Response,
  schema: T,
): AsyncGenerator<z.output<T>[]> {
  const sequence = new PackedSequence(schema)
  let cut: unknown = null
  try {
    for await (const chunk of bodyOf(response, stall)) {
      const items = sequence.push(chunk)
      if (items.length > 0) yield items
    }
  } catch (error) {
    if (error instanceof BadInput) throw new GarbledAnswer(error.message, { cause: error })
    cut = error
  }
  const rest = understood(() => sequence.rest())
  if (rest.length > 0) yield rest
  if (cut) throw cut
  understood(() => sequence.end())
}

function understood<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof BadInput) throw new GarbledAnswer(error.message, { cause: error })
    throw error
  }
}
