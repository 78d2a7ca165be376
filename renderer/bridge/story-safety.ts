import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Safety } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { engine } from './engine.ts'

/** What an open story says of itself goes before what the engine says: it knows what has not left yet. */
const claims = new Map<StoryId, Safety>()
const claimListeners = new Set<() => void>()

/** Lets the open story say how safe its words are, until `release`. */
export function claimSafety(story: StoryId): { say(safety: Safety): void; release(): void } {
  const tell = () => {
    for (const listener of claimListeners) listener()
  }
  return {
    say(safety) {
      claims.set(story, safety)
      tell()
    },
    release() {
      claims.delete(story)
      tell()
    },
  }
}

const onClaim = (listener: () => void) => {
  claimListeners.add(listener)
  return () => claimListeners.delete(listener)
}

/** The safety of one story as it changes with every keystroke; null until the engine has said. */
export function useStorySafety(story: StoryId | null): Safety | null {
  const [known, setKnown] = useState<{ story: StoryId; safety: Safety } | null>(null)
  useEffect(() => {
    if (story === null) return
    let current = true
    const hear = (safety: Safety) => current && setKnown({ story, safety })
    const ask = () =>
      void engine.call('stories:row', { story }).then(
        (row) => row && hear(row.safety),
        () => undefined,
      )
    const stops = [
      engine.on('story:safety', (said) => said.story === story && hear(said.safety)),
      engine.onRestart(ask),
    ]
    ask()
    return () => {
      current = false
      for (const stop of stops) stop()
    }
  }, [story])
  const claimed = useSyncExternalStore(onClaim, () => (story ? claims.get(story) : undefined))
  if (claimed) return claimed
  return known && known.story === story ? known.safety : null
}
