import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { may } from '../../shared/model/permissions.ts'
import { refusalText } from '../../shared/model/refusals.ts'
import type { Instant } from '../../shared/model/time.ts'
import type { Language } from '../../shared/model/vocabulary.ts'
import { useAction } from '../bridge/actions.ts'
import { useMe, useTimeZone } from '../bridge/session.ts'
import { Button } from '../ui/Button.tsx'
import { toast } from '../ui/toasts.ts'
import { breakingWords } from '../words/breaking.ts'
import { clock } from '../words/clock.ts'
import { uiWords } from '../words/ui.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { Consequence } from './Consequence.tsx'
import { emptyDraft, lineState, linesOf } from './draft.ts'
import { changeDraft, startNextDraft, useDraft } from './draft-store.ts'
import { LineFields } from './LineFields.tsx'
import { LineOptions } from './LineOptions.tsx'
import { SchedulePicker } from './SchedulePicker.tsx'
import { useBreakingCommand } from './use-breaking.ts'

interface ComposerProps {
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

/** Why the line cannot go out now, in words; null when it can. */
function useWhyNot(): string | null {
  const words = useWords(breakingWords)
  const language = useLanguage()
  const draft = useDraft()
  const me = useMe()
  if (me && !may(me, 'breaking-send', null)) return refusalText['not-allowed'][language]
  if (linesOf(draft)) return null
  const tooLong = (['en', 'ar', 'es'] as const).some(
    (each) => lineState(draft, each) === 'too-long',
  )
  return tooLong ? words.tooLong : words.nothingYet
}

function useSending() {
  const words = useWords(breakingWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const draft = useDraft()
  const send = useBreakingCommand()
  const { id: breaking, story, life } = draft
  const lines = linesOf(draft)
  return {
    sendNow: async () => {
      if (!lines) return
      const command = { do: 'breaking-send', breaking, lines, story, life } as const
      if (await send(command, words.sent, words.failedSend)) startNextDraft()
    },
    schedule: async (goLiveAt: Instant) => {
      if (!lines) return
      const command = { do: 'breaking-schedule', breaking, lines, story, life, goLiveAt } as const
      const done = words.scheduled(clock(language, goLiveAt, zone, true))
      if (await send(command, done, words.failedSend)) startNextDraft()
    },
  }
}

/** Attribution, line, languages; then send now or schedule, each with what will happen. */
export function Composer({ language, onLanguage }: ComposerProps) {
  const words = useWords(breakingWords)
  const ui = useWords(uiWords)
  const draft = useDraft()
  const whyNot = useWhyNot()
  const { sendNow, schedule } = useSending()
  const [scheduling, setScheduling] = useState(false)
  const [goLiveAt, setGoLiveAt] = useState<Instant | null>(null)
  const line = useRef<HTMLTextAreaElement>(null)
  const focusLine = useEffectEvent(() => line.current?.focus())
  useEffect(() => focusLine(), [])
  useAction('breaking-line', () => line.current?.focus())
  const go = () => {
    if (whyNot !== null) return
    if (!scheduling) void sendNow()
    else if (goLiveAt !== null) void schedule(goLiveAt).then(() => setScheduling(false))
  }
  useAction('next-action', go)
  const clear = () => {
    const before = draft
    changeDraft(emptyDraft())
    toast(words.cleared, { label: ui.undo, run: () => changeDraft(before) })
  }
  return (
    <section aria-label={words.title} className="composer-part">
      <LineFields ref={line} language={language} onLanguage={onLanguage} />
      <LineOptions />
      {scheduling && <SchedulePicker onTime={setGoLiveAt} />}
      <div className="composer-buttons">
        {scheduling ? (
          <>
            <Button look="alarm" chord="Mod+Enter" whyNot={whyNot} onClick={go}>
              {words.scheduleAt}
            </Button>
            <Button onClick={() => setScheduling(false)}>{ui.cancel}</Button>
          </>
        ) : (
          <>
            <Button look="alarm" chord="Mod+Enter" whyNot={whyNot} onClick={go}>
              {words.sendNow}
            </Button>
            <Button whyNot={whyNot} onClick={() => setScheduling(true)}>
              {words.schedule}
            </Button>
            <Button look="quiet" onClick={clear}>
              {words.clear}
            </Button>
          </>
        )}
      </div>
      <Consequence whyNot={whyNot} at={scheduling ? goLiveAt : 'now'} />
    </section>
  )
}
