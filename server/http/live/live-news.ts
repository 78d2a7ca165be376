/** Passes on to live desks what this process logs, and what it hears from the others and the feed. */
import type { Services } from '../services.ts'
import type { LiveParts } from './live-parts.ts'

/** Listens from now on; the answer ends it. */
export function passNewsOn({ queue, wakeUps, watcher }: Services, parts: LiveParts): () => void {
  const { rooms, board, calls, guard, signedOut, onError } = parts
  const stops = [
    queue.onLogged(rooms.logged),
    // The poll need not look at every open story: the feed names those whose log has grown.
    wakeUps.on('log', ({ own, poll }) => {
      if (!own && !poll) rooms.look().catch(onError)
    }),
    wakeUps.on('presence', ({ own }) => {
      if (!own) board.look().catch(onError)
    }),
    watcher.on((changes) => {
      guard.heard(changes)
      // Whoever was signed out by an administrator leaves now, not at the next look.
      if (changes.some(({ fact }) => fact.type === 'person')) signedOut.look().catch(onError)
      for (const { newsroom, fact } of changes) {
        if (fact.type === 'document-head') rooms.heard(newsroom, fact.story, fact.seq)
      }
      calls.heard(changes)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
