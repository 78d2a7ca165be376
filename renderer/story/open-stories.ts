/**
 * Stories that are open in this window. A story that is left and taken up again at once, or that
 * two places show, is opened once; left for longer, it comes back with its undo history.
 * Words are flushed to the log when the window is hidden, loses the focus or goes away.
 */
import type { StoryId } from '../../shared/model/ids.ts'
import { engine } from '../bridge/engine.ts'
import type { StoryEngine } from '../editor/provider/story-engine.ts'
import { StorySession } from '../editor/provider/story-session.ts'
import { createLeftStories } from './left-stories.ts'

export const storyEngine: StoryEngine = {
  open: (story) => engine.call('story:open', { story }),
  append: (story, update) =>
    engine.call('story:append', { story, update: update as Uint8Array<ArrayBuffer> }),
  close: (story) => engine.call('story:close', { story }),
  onUpdate: (listener) => engine.on('story:update', ({ story, update }) => listener(story, update)),
  onSafety: (listener) => engine.on('story:safety', ({ story, safety }) => listener(story, safety)),
  onRestart: (listener) => engine.onRestart(listener),
}

interface Held {
  readonly opening: Promise<StorySession>
  holders: number
  session: StorySession | null
}

const open = new Map<StoryId, Held>()
const left = createLeftStories()

/** Switching back within this many milliseconds finds the story still open. */
const lingers = 150

export interface Hold {
  readonly opening: Promise<StorySession>
  /** The session when the story was open already. */
  readonly session: StorySession | null
  release(): void
}

export function holdStory(story: StoryId): Hold {
  const held = open.get(story) ?? openNow(story)
  held.holders += 1
  let released = false
  return {
    opening: held.opening,
    session: held.session,
    release() {
      if (released) return
      released = true
      held.holders -= 1
      void held.session?.flush().catch(() => undefined)
      setTimeout(() => void closeIfLeft(story, held), lingers)
    },
  }
}

function openNow(story: StoryId): Held {
  const opening = StorySession.open(storyEngine, story, undefined, left.take(story))
  const held: Held = { opening, holders: 0, session: null }
  open.set(story, held)
  held.opening.then(
    (session) => {
      held.session = session
    },
    () => open.delete(story),
  )
  return held
}

/** A story that is taken up again before its last words are written is still the same session. */
async function closeIfLeft(story: StoryId, held: Held): Promise<void> {
  const session = await held.opening.catch(() => null)
  if (!session || held.holders > 0 || open.get(story) !== held) return
  await session.flushWhatever()
  if (held.holders > 0 || open.get(story) !== held) return
  open.delete(story)
  left.keep(story, await session.leave())
}

/** Writes out every open story now. */
export function flushStories(): void {
  for (const { session } of open.values()) void session?.flush().catch(() => undefined)
}

if (typeof window !== 'undefined') {
  engine.on('session:changed', (state) =>
    left.belongTo(state.at === 'signed-in' ? state.person.id : null),
  )
  window.addEventListener('pagehide', flushStories)
  window.addEventListener('blur', flushStories)
  document.addEventListener('visibilitychange', flushStories)
}
