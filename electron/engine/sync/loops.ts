/** The kinds of work of the sync, each going on by itself while there is a line. */
import type { Fact } from '../../../shared/model/facts.ts'
import { PokedLoop } from './poked-loop.ts'

export type Kind = 'commands' | 'push' | 'feed' | 'pull' | 'pictures' | 'quarantine'

/** The work that news from the feed may bring. */
export function wokenBy(facts: readonly Fact[]): Kind[] {
  const brings = (...types: readonly Fact['type'][]) =>
    facts.some(({ type }) => types.includes(type))
  return [
    'pull',
    ...(brings('text-gap') ? ['push' as const] : []),
    // Who has become a chief sees texts that were set aside before.
    ...(brings('set-aside', 'person') ? ['quarantine' as const] : []),
  ]
}

interface Wiring {
  readonly random: () => number
  readonly onProblem: (kind: Kind, error: unknown) => void
}

export class Loops {
  readonly #all: Readonly<Record<Kind, PokedLoop>>

  constructor(work: Readonly<Record<Kind, () => Promise<void>>>, { random, onProblem }: Wiring) {
    const loop = (kind: Kind) =>
      new PokedLoop({ work: work[kind], random, onProblem: (error) => onProblem(kind, error) })
    this.#all = {
      commands: loop('commands'),
      push: loop('push'),
      feed: loop('feed'),
      pull: loop('pull'),
      pictures: loop('pictures'),
      quarantine: loop('quarantine'),
    }
  }

  /** There may be work of this kind. */
  poke(kind: Kind): void {
    this.#all[kind].poke()
  }

  open(): void {
    for (const loop of Object.values(this.#all)) loop.open()
  }

  shut(): void {
    for (const loop of Object.values(this.#all)) loop.shut()
  }

  /** Does not wait for the next tries. */
  hurry(): void {
    for (const loop of Object.values(this.#all)) loop.hurry()
  }

  async settled(): Promise<void> {
    await Promise.all(Object.values(this.#all).map((loop) => loop.settled()))
  }
}
