import { useEffect, useState } from 'react'
import type { PresentPerson } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { engine } from '../bridge/engine.ts'

const nobody: readonly PresentPerson[] = []

/** Colleagues in this story, with their carets; renewed as they come, move and go. */
export function usePresent(story: StoryId): readonly PresentPerson[] {
  const [present, setPresent] = useState(nobody)
  useEffect(() => {
    setPresent(nobody)
    const stops = [
      engine.on('story:present', (said) => said.story === story && setPresent(said.present)),
      engine.onRestart(() => setPresent(nobody)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [story])
  return present
}
