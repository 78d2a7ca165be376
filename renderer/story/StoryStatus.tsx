import { useEffect } from 'react'
import { minutesToRead } from '../../shared/model/story.ts'
import { runAction } from '../bridge/actions.ts'
import { claimSafety } from '../bridge/story-safety.ts'
import { actionKeys } from '../ui/keymap.ts'
import { InStatusBar } from '../ui/StatusSlot.tsx'
import { storyWords } from '../words/story.ts'
import { useWords } from '../words/use-words.ts'
import { countPlaceholders } from './checks/story-checks.ts'
import { safetyInWords } from './safety-in-words.ts'
import { useFromPulse, useStory } from './story-context.ts'
import { useCheckCount } from './use-check-count.ts'

type Words = (typeof storyWords)['en']

/** Words, minutes, placeholders and checks of the open story, in the status bar. */
export function StoryStatus() {
  const words = useWords(storyWords)
  const count = useFromPulse((pulse) => pulse.words)
  const checks = useCheckCount().lines
  const placeholders = useFromPulse((pulse) => countPlaceholders(pulse.checks))
  useSafetyWord(words)
  return (
    <InStatusBar>
      <span>
        {words.words(count)} · {words.read(minutesToRead(count))}
      </span>
      {placeholders > 0 && <span>{words.placeholders(placeholders)}</span>}
      <button
        type="button"
        className="status-network"
        data-tip={checks === 0 ? words.noChecks : words.checks(checks)}
        data-tip-chord={actionKeys.checks}
        onClick={() => runAction('checks')}
      >
        {checks === 0 ? words.noChecks : words.checks(checks)}
      </button>
    </InStatusBar>
  )
}

/** While the story is open here, this window knows best how safe its words are. */
function useSafetyWord(words: Words): void {
  const { session } = useStory()
  useEffect(() => {
    const claim = claimSafety(session.story)
    const tell = () => claim.say(safetyInWords(session.safety, words))
    const stop = session.onChange(tell)
    tell()
    return () => {
      stop()
      claim.release()
    }
  }, [session, words])
}
