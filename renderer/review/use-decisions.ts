import type { StoryCommand } from '../../shared/model/commands.ts'
import type { StoryId, VersionHash } from '../../shared/model/ids.ts'
import { refusalText } from '../../shared/model/refusals.ts'
import { engine } from '../bridge/engine.ts'
import { openStory } from '../bridge/place.ts'
import { toast, toastAlarm, toastFailure } from '../ui/toasts.ts'
import { deskWords } from '../words/desk.ts'
import { reviewWords } from '../words/review.ts'
import { stateWords } from '../words/states.ts'
import { useLanguage, useWords } from '../words/use-words.ts'

interface Said {
  readonly done: string
  readonly failed: string
}

/** Approve and return, with what is said afterwards. */
export function useDecisions() {
  const words = useWords(reviewWords)
  const desk = useWords(deskWords)
  const states = useWords(stateWords)
  const language = useLanguage()

  const send = async (command: StoryCommand, { done, failed }: Said): Promise<void> => {
    try {
      const answer = await engine.call('command:send', { command })
      const open = { label: desk.open, run: () => openStory(command.story) }
      if (answer.kind === 'queued') toast(done, open)
      else toastAlarm(`${failed}: ${refusalText[answer.because][language]}`, open)
    } catch (error) {
      toastFailure(error, failed)
    }
  }
  return {
    /** Approves exactly this version. */
    approve: (story: StoryId, version: VersionHash, headline: string) =>
      void send(
        { do: 'approve', story, version },
        { done: words.approved(headline), failed: words.failedApprove },
      ),
    giveBack: (story: StoryId, reason: string, headline: string) =>
      void send(
        { do: 'return', story, reason },
        { done: words.returned(headline || states.untitled), failed: words.failedReturn },
      ),
  }
}
