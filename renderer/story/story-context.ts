/** What every part of the story screen needs to know of the open story. */
import { createContext, useContext, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import type { StoryId } from '../../shared/model/ids.ts'
import { directionOf, type Language } from '../../shared/model/vocabulary.ts'
import type { OpenBody } from '../editor/body/open-body.ts'
import type { StorySession } from '../editor/provider/story-session.ts'
import type { StoryUndo } from '../editor/undo/story-undo.ts'
import type { Jumps } from './jumps.ts'
import type { LiveContent, StoryPulse } from './live-content.ts'

export interface OpenStory {
  readonly story: StoryId
  readonly session: StorySession
  readonly doc: Y.Doc
  readonly undo: StoryUndo
  readonly content: LiveContent
  readonly jumps: Jumps
  /** The body editor while it is mounted. */
  readonly body: { current: OpenBody | null }
}

const Story = createContext<OpenStory | null>(null)
export const StoryProvider = Story.Provider

export function useStory(): OpenStory {
  const story = useContext(Story)
  if (!story) throw new Error('useStory is used outside of a StoryProvider')
  return story
}

/** Counts, checks and content, a moment behind the keys. */
export function usePulse(): StoryPulse {
  const { content } = useStory()
  return useSyncExternalStore(content.subscribe, content.get)
}

/** A part of the pulse; the component renders again only when that part is another. */
export function useFromPulse<T extends string | number | boolean | null>(
  part: (pulse: StoryPulse) => T,
): T {
  const { content } = useStory()
  return useSyncExternalStore(content.subscribe, () => part(content.get()))
}

export function useStoryLanguage(): { language: Language; dir: 'ltr' | 'rtl' } {
  const language = useFromPulse(({ content }) => content.meta.language)
  return { language, dir: directionOf(language) }
}
