/**
 * How safe the words of a story are, for the status bar and its row: as the open story claims it,
 * else as the engine says it. "On server" is said once it has rested there, so that the word
 * stands still while somebody types; everything less safe is said at once.
 */
import { useCallback, useSyncExternalStore } from 'react'
import type { Safety } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { Calm, type CalmRules } from './calm.ts'
import { engine } from './engine.ts'

const rules: CalmRules<Safety> = {
  same: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  mayWait: (shown, next) =>
    next.word === 'on-server' || (shown.word === 'waiting' && next.word === 'waiting'),
  rest: 1000,
}

class StorySafety {
  readonly #story: StoryId
  readonly #listeners = new Set<() => void>()
  readonly #calm: Calm<Safety>
  #shown: Safety | null = null
  #said: Safety | null = null
  #claim: Safety | null = null
  #stops: (() => void)[] = []

  constructor(story: StoryId) {
    this.#story = story
    this.#calm = new Calm(rules, (safety) => {
      this.#shown = safety
      for (const listener of this.#listeners) listener()
    })
  }

  readonly get = (): Safety | null => this.#shown

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#follow()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      for (const stop of this.#stops) stop()
      this.#stops = []
      this.#calm.forget()
    }
  }

  /** What the open story says goes before what the engine says: it knows what has not left yet. */
  claim(safety: Safety | null): void {
    this.#claim = safety
    this.#update()
  }

  #follow(): void {
    const story = this.#story
    const ask = () =>
      void engine.call('stories:row', { story }).then(
        (row) => row && this.#hear(row.safety),
        () => undefined,
      )
    this.#stops = [
      engine.on('story:safety', (said) => said.story === story && this.#hear(said.safety)),
      engine.onRestart(ask),
    ]
    this.#update()
    ask()
  }

  #hear(safety: Safety): void {
    this.#said = safety
    this.#update()
  }

  #update(): void {
    const safety = this.#claim ?? this.#said
    if (safety && this.#listeners.size > 0) this.#calm.hear(safety)
  }
}

const known = new Map<StoryId, StorySafety>()

function safetyOf(story: StoryId): StorySafety {
  const safety = known.get(story) ?? new StorySafety(story)
  known.set(story, safety)
  return safety
}

/** Lets the open story say how safe its words are, until `release`. */
export function claimSafety(story: StoryId): { say(safety: Safety): void; release(): void } {
  return {
    say: (safety) => safetyOf(story).claim(safety),
    release: () => safetyOf(story).claim(null),
  }
}

const none = { subscribe: () => () => {}, get: () => null }

/** The safety of one story; null until the engine has said, or without a story. */
export function useStorySafety(story: StoryId | null): Safety | null {
  const safety = story === null ? none : safetyOf(story)
  const subscribe = useCallback((changed: () => void) => safety.subscribe(changed), [safety])
  return useSyncExternalStore(subscribe, safety.get)
}
