import { type ReactNode, useState } from 'react'
import type { StoryCommand } from '../../../shared/model/commands.ts'
import type { StoryFact } from '../../../shared/model/facts.ts'
import type { VersionHash } from '../../../shared/model/ids.ts'
import { refusalText } from '../../../shared/model/refusals.ts'
import { engine } from '../../bridge/engine.ts'
import { useNetwork } from '../../bridge/network.ts'
import { toast, toastAlarm, toastFailure } from '../../ui/toasts.ts'
import { commandWords } from '../../words/commands.ts'
import { stageWords } from '../../words/stage.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { useStory } from '../story-context.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { ScheduleDialog } from './ScheduleDialog.tsx'
import { type DeedDesk, sendDeed } from './send-deed.ts'
import type { StageDeed } from './stage-actions.ts'

type Asking = 'return' | 'take-down' | 'spike' | 'correction' | 'schedule'

const asksFirst = (deed: StageDeed, fact: StoryFact): Asking | null => {
  if (deed === 'return' || deed === 'take-down' || deed === 'spike' || deed === 'schedule') {
    return deed
  }
  return deed === 'publish' && fact.publication.at === 'live' ? 'correction' : null
}

/** Does the actions of the stage bar; asks first where a command carries words or a time. */
export function useDeeds(fact: StoryFact | null): {
  readonly run: (deed: StageDeed) => void
  readonly dialog: ReactNode
} {
  const words = useWords(stageWords)
  const commands = useWords(commandWords)
  const language = useLanguage()
  const network = useNetwork()
  const { session, story } = useStory()
  const [asking, setAsking] = useState<Asking | null>(null)

  const send = async (deed: StageDeed, command: (version: VersionHash) => StoryCommand) => {
    try {
      const sent = await sendDeed(session, deskFor(story), command)
      if (sent.kind === 'refused') toastAlarm(refusalText[sent.because][language])
      else if (sent.kind === 'changed') toastAlarm(words.changed)
      else if (network?.state === 'online') toast(words.done[deed])
      else toast(`${words.done[deed]} ${words.queued}`)
    } catch (error) {
      toastFailure(error, words.notSent)
    }
  }
  const run = (deed: StageDeed) => {
    if (!fact) return
    const first = asksFirst(deed, fact)
    if (first) setAsking(first)
    else void send(deed, (version) => plainCommand(deed, story, version))
  }
  const close = () => setAsking(null)
  const reasonFor = (deed: 'return' | 'take-down' | 'spike') => (reason: string) =>
    void send(deed, () => ({ do: deed, story, reason }))
  const dialogs: Record<Asking, () => ReactNode> = {
    return: () => (
      <ReasonDialog
        title={words.returnTitle}
        hint={words.returnHint}
        confirm={commands.return}
        onConfirm={reasonFor('return')}
        onClose={close}
      />
    ),
    'take-down': () => (
      <ReasonDialog
        danger
        title={words.takeDownTitle}
        hint={words.takeDownHint}
        confirm={commands['take-down']}
        onConfirm={reasonFor('take-down')}
        onClose={close}
      />
    ),
    spike: () => (
      <ReasonDialog
        danger
        title={words.spikeTitle}
        hint={words.spikeHint}
        confirm={commands.spike}
        onConfirm={reasonFor('spike')}
        onClose={close}
      />
    ),
    correction: () => (
      <ReasonDialog
        title={words.correctionTitle}
        hint={words.correctionHint}
        confirm={commands.publish}
        onConfirm={(correction) =>
          void send('publish', (version) => ({ do: 'publish', story, version, correction }))
        }
        onClose={close}
      />
    ),
    schedule: () => (
      <ScheduleDialog
        onConfirm={(publishAt) =>
          void send('schedule', (version) => ({ do: 'schedule', story, version, publishAt }))
        }
        onClose={close}
      />
    ),
  }
  return { run, dialog: asking && dialogs[asking]() }
}

const deskFor = (story: StoryFact['id']): DeedDesk => ({
  version: () => engine.call('story:version', { story }),
  async send(command) {
    const answer = await engine.call('command:send', { command })
    return answer.kind === 'queued' ? { kind: 'queued' } : answer
  },
})

function plainCommand(deed: StageDeed, story: StoryFact['id'], version: VersionHash): StoryCommand {
  switch (deed) {
    case 'submit':
    case 'approve':
    case 'publish':
      return { do: deed, story, version }
    case 'withdraw':
    case 'unschedule':
    case 'unspike':
      return { do: deed, story }
    default:
      throw new Error(`${deed} needs words or a time`)
  }
}
