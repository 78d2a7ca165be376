/** Where this window is: its screen, its open story, what lies over it. */
import { useSyncExternalStore } from 'react'
import type { StoryId } from '../../shared/model/ids.ts'
import { changeSettings } from './settings.ts'

export const screens = ['stories', 'review', 'breaking', 'search'] as const
export type Screen = (typeof screens)[number]
export type Overlay = 'palette' | 'keys' | 'preview' | 'new-story' | 'sign-in' | 'quarantine'

export interface Place {
  readonly screen: Screen
  readonly story: StoryId | null
  /** Where the open story takes the caret when it appears; null leaves it where it is. */
  readonly caret: 'headline' | 'text' | null
  readonly overlay: Overlay | null
  /** Text that a search begins with. */
  readonly searchFor: string
  /** Goes up each time a search is asked for, so that asking again begins again. */
  readonly searchRound: number
}

let place: Place = {
  screen: 'stories',
  story: null,
  caret: null,
  overlay: null,
  searchFor: '',
  searchRound: 0,
}
const listeners = new Set<() => void>()

function moveTo(change: Partial<Place>): void {
  place = { ...place, ...change }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const usePlace = (): Place => useSyncExternalStore(subscribe, () => place)
export const currentPlace = (): Place => place

const isScreen = (name: string): name is Screen => (screens as readonly string[]).includes(name)

/** The place where the window was when it closed; a screen that does not exist here becomes Stories. */
export function reopen(lastScreen: string, lastStory: StoryId | null): void {
  moveTo({ screen: isScreen(lastScreen) ? lastScreen : 'stories', story: lastStory, caret: 'text' })
}

export function goTo(screen: Screen): void {
  if (screen !== place.screen) changeSettings({ lastScreen: screen })
  // Back at the stories one writes on; elsewhere the screen itself takes the focus.
  moveTo({ screen, overlay: null, caret: screen === 'stories' ? 'text' : null })
}

/** Opens a story for writing. From review and breaking this leads to Stories; search stays beside it. */
export function openStory(story: StoryId, { fresh = false } = {}): void {
  const screen = place.screen === 'search' && !fresh ? 'search' : 'stories'
  changeSettings({ lastStory: story, lastScreen: screen })
  moveTo({ screen, story, caret: fresh ? 'headline' : 'text', overlay: null })
}

export function closeStory(): void {
  changeSettings({ lastStory: null })
  moveTo({ story: null, caret: null })
}

export const showOverlay = (overlay: Overlay | null): void => moveTo({ overlay })

export function searchFor(text: string): void {
  moveTo({ searchFor: text, searchRound: place.searchRound + 1 })
  goTo('search')
}
