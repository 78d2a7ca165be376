import { useEffect, useState } from 'react'
import type { StoryId } from '../../shared/model/ids.ts'
import { engine } from '../bridge/engine.ts'
import type { StorySession } from '../editor/provider/story-session.ts'
import { holdStory } from './open-stories.ts'

export type SessionState =
  | { readonly at: 'opening' }
  | { readonly at: 'failed'; readonly error: unknown }
  | { readonly at: 'open'; readonly session: StorySession; readonly generation: number }

/** The open story; `again` tries anew after a failure. */
export function useStorySession(story: StoryId): SessionState & { again: () => void } {
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<SessionState>({ at: 'opening' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens the story again
  useEffect(() => {
    let current = true
    let stop = () => {}
    const hold = holdStory(story, () => setAttempt((n) => n + 1))
    const show = (session: StorySession) => {
      if (!current) return
      const tell = () => {
        const { generation } = session
        setState((was) =>
          was.at === 'open' && was.session === session && was.generation === generation
            ? was
            : { at: 'open', session, generation },
        )
      }
      stop = session.onChange(tell)
      tell()
    }
    if (hold.session) show(hold.session)
    else {
      setState({ at: 'opening' })
      hold.opening.then(show, (error: unknown) => current && setState({ at: 'failed', error }))
    }
    return () => {
      current = false
      stop()
      hold.release()
    }
  }, [story, attempt])
  // The text of a story may be on its way: it opens when it has arrived.
  const failed = state.at === 'failed'
  useEffect(() => {
    if (!failed) return
    return engine.on('stories:changed', ({ stories }) => {
      if (stories.length === 0 || stories.includes(story)) setAttempt((n) => n + 1)
    })
  }, [failed, story])
  return { ...state, again: () => setAttempt((n) => n + 1) }
}
