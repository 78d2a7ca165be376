/** Text that PostgreSQL can keep: no NUL, no half of a surrogate pair. JSON may hold both, escaped. */
import { BadInput } from '../../shared/model/errors.ts'

const unstorable = /\0|\p{Surrogate}/u

/** The value itself; throws `BadInput` when some text in it could not be stored. */
export function storable<T>(value: T): T {
  if (!isStorable(value)) throw new BadInput('A text holds NUL or half of a character')
  return value
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !unstorable.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item))
}
