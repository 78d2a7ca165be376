import { useEffect, useEffectEvent } from 'react'
import { refusalText } from '../../shared/model/refusals.ts'
import { engine } from '../bridge/engine.ts'
import { openStory } from '../bridge/place.ts'
import { toastAlarm } from '../ui/toasts.ts'
import { deskWords } from '../words/desk.ts'
import { useLanguage, useWords } from '../words/use-words.ts'

/** A verdict against something this person asked for is said once, wherever they are. */
export function useRefusals(): void {
  const language = useLanguage()
  const words = useWords(deskWords)
  const say = useEffectEvent(
    ({ because, story }: Parameters<Parameters<typeof engine.on<'command:refused'>>[1]>[0]) => {
      const action = story ? { label: words.open, run: () => openStory(story) } : undefined
      toastAlarm(words.refusedToast(refusalText[because][language]), action)
    },
  )
  useEffect(() => engine.on('command:refused', (verdict) => say(verdict)), [])
}
