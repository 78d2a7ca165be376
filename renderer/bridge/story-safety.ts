import { useEffect, useState } from 'react'
import type { Safety } from '../../shared/ipc/rows.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import { engine } from './engine.ts'

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
  return known && known.story === story ? known.safety : null
}
