/** Why the line or some part of the sync does not get on: one sentence each, one of them is shown. */
import type { Labels } from '../../../../shared/model/vocabulary.ts'
import { problemOf } from './sync-words.ts'

export class Problems {
  readonly #known = new Map<string, Labels>()

  /** Takes a problem over; said in the log once, not at every try. */
  note(part: string, problem: Labels): void {
    if (this.#known.get(part)?.en !== problem.en) {
      console.error(`copydesk engine: ${part}: ${problem.en}`)
    }
    this.#known.delete(part)
    this.#known.set(part, problem)
  }

  /** A part has failed, or goes well again when the error is null. */
  hear(part: string, error: unknown): void {
    if (error === null) this.#known.delete(part)
    else this.note(part, problemOf(error))
  }

  clear(): void {
    this.#known.clear()
  }

  /** The one to show: a line that is down explains all others. */
  get foremost(): Labels | null {
    return this.#known.get('line') ?? [...this.#known.values()].at(-1) ?? null
  }
}
