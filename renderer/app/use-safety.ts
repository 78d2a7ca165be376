import { useSyncExternalStore } from 'react'
import type { Safety } from '../../shared/ipc/rows.ts'
import { useNetwork } from '../bridge/network.ts'
import { usePlace } from '../bridge/place.ts'
import { useStorySafety } from '../bridge/story-safety.ts'
import { notSavedInWords } from '../story/safety-in-words.ts'
import { unsaved } from '../story/unsaved.ts'
import { storyWords } from '../words/story.ts'
import { useWords } from '../words/use-words.ts'
import { deskSafety } from './desk-safety.ts'

/** How safe the words on the screen are; null until the engine has said. Unsaved ones count on every screen. */
export function useSafety(): Safety | null {
  const { screen, story } = usePlace()
  const network = useNetwork()
  const words = useWords(storyWords)
  const writing = screen === 'stories' || screen === 'search'
  const ofStory = useStorySafety(writing ? story : null)
  const trouble = useSyncExternalStore(unsaved.subscribe, unsaved.get)
  if (trouble && ofStory?.word !== 'not-saved') return notSavedInWords(trouble, words)
  return ofStory ?? (network && deskSafety(network))
}
