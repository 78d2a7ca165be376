/**
 * Stories that are open in this window. A story that is left and taken up again at once, or that
 * two places show, is opened once; left for longer, it comes back with its undo history. Who sits
 * down next opens it anew. Words are flushed to the log when the window is hidden, loses the focus
 * or goes away.
 */
import type { StoryId, UserId } from '../../shared/model/ids.ts'
import { engine } from '../bridge/engine.ts'
import { onPerson } from '../bridge/session.ts'
import type { StoryEngine } from '../editor/provider/story-engine.ts'
import { discard, StorySession } from '../editor/provider/story-session.ts'
import { createLeftStories } from './left-stories.ts'
import { followSaving } from './unsaved.ts'

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
  /** Ends looking whether its words are saved. */
  unfollow: () => void
  /** Those who show it hear that it is over. */
  readonly shownBy: Set<() => void>
}

const open = new Map<StoryId, Held>()
const left = createLeftStories()
/** Who sits here; undefined until that is known. */
let owner: UserId | null | undefined

/** Switching back within this many milliseconds finds the story still open. */
const lingers = 150

export interface Hold {
  readonly opening: Promise<StorySession>
  /** The session when the story was open already. */
  readonly session: StorySession | null
  release(): void
}

/** Opens a story or shares the open one; `onOver`: somebody else sits here, it has to be opened anew. */
export function holdStory(story: StoryId, onOver: () => void): Hold {
  const held = open.get(story) ?? openNow(story)
  held.holders += 1
  held.shownBy.add(onOver)
  let released = false
  return {
    opening: held.opening,
    session: held.session,
    release() {
      if (released) return
      released = true
      held.holders -= 1
      held.shownBy.delete(onOver)
      void held.session?.flush().catch(() => undefined)
      setTimeout(() => void closeIfLeft(story, held), lingers)
    },
  }
}

function openNow(story: StoryId): Held {
  const opening = StorySession.open(storyEngine, story, undefined, left.take(story))
  const held: Held = { opening, holders: 0, session: null, unfollow() {}, shownBy: new Set() }
  open.set(story, held)
  held.opening.then(
    (session) => {
      held.session = session
      if (open.get(story) === held) held.unfollow = followSaving(story, session)
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
  held.unfollow()
  const wroteIt = owner
  const all = await session.leave()
  if (owner === wroteIt) left.keep(story, all)
  else discard(all)
}

/** Whoever sits down begins with nothing of the one before: no undo, no words under their name. */
function belongTo(person: UserId | null): void {
  left.belongTo(person)
  const isNew = owner !== undefined && owner !== person
  owner = person
  if (!isNew) return
  for (const [story, held] of [...open]) {
    open.delete(story)
    held.unfollow()
    held.opening.then(
      (session) => session.abandon(),
      () => undefined,
    )
    for (const isOver of [...held.shownBy]) isOver()
    setTimeout(() => {
      if (!open.has(story)) storyEngine.close(story).catch(() => undefined)
    }, lingers)
  }
}

/** Writes out every open story now. */
export function flushStories(): void {
  for (const { session } of open.values()) void session?.flush().catch(() => undefined)
}

if (typeof window !== 'undefined') {
  onPerson(belongTo)
  window.addEventListener('pagehide', flushStories)
  window.addEventListener('blur', flushStories)
  document.addEventListener('visibilitychange', flushStories)
}
