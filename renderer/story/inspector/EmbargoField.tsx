import { useId, useState } from 'react'
import { decide } from '../../../shared/model/life-cycle.ts'
import { refusalText } from '../../../shared/model/refusals.ts'
import type { Instant } from '../../../shared/model/time.ts'
import { parseGoLive } from '../../breaking/go-live-time.ts'
import { engine } from '../../bridge/engine.ts'
import { useMe, useTimeZone } from '../../bridge/session.ts'
import { useServerNow } from '../../bridge/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { FieldFrame } from '../../ui/Field.tsx'
import { toastAlarm, toastFailure } from '../../ui/toasts.ts'
import { clock, clockAndDay, dayKey, zoneOffset } from '../../words/clock.ts'
import { inspectorWords } from '../../words/inspector.ts'
import { stageWords } from '../../words/stage.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { useStoryRow } from '../stage/use-stage.ts'
import { useStory } from '../story-context.ts'

/** Until when nothing goes to readers: a fact of the newsroom, asked for with a command. */
export function EmbargoField() {
  const words = useWords(inspectorWords)
  const stage = useWords(stageWords)
  const language = useLanguage()
  const id = useId()
  const zone = useTimeZone()
  const now = useServerNow(60_000)
  const me = useMe()
  const { story } = useStory()
  const row = useStoryRow()
  const [text, setText] = useState<string | null>(null)
  const until = row?.fact.legal.embargo?.until ?? null
  const shown = text ?? (until === null ? '' : `${dayKey(until, zone)} ${clock('en', until, zone)}`)
  const at = text === null ? until : parseGoLive(text, now, zone)
  const isNew = text !== null && at !== null && at !== until

  const whyNot = (wanted: Instant | null): string | null => {
    if (!row || !me) return null
    const context = { actor: me, now, version: null, missing: [] }
    const verdict = decide(row.fact, { do: 'set-embargo', story, until: wanted }, context)
    return verdict.kind === 'refused' ? refusalText[verdict.because][language] : null
  }
  const send = async (wanted: Instant | null) => {
    setText(null)
    try {
      const command = { do: 'set-embargo' as const, story, until: wanted }
      const answer = await engine.call('command:send', { command })
      if (answer.kind === 'refused') toastAlarm(refusalText[answer.because][language])
    } catch (error) {
      toastFailure(error, stage.notSent)
    }
  }
  const isWrong = text !== null && text.trim() !== '' && at === null
  const hint =
    at === null
      ? words.zone(zoneOffset(zone, now))
      : `${words.embargoUntil(clockAndDay(language, at, now, zone))} ${words.utc(clock(language, at, 'UTC'))}`
  return (
    <FieldFrame id={id} label={words.embargo} hint={hint} error={isWrong ? words.notATime : null}>
      <div className="embargo-line">
        <input
          id={id}
          type="text"
          className="input ltr"
          placeholder={words.timeHint}
          aria-describedby={`${id}-note`}
          value={shown}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isNew && !whyNot(at)) void send(at)
          }}
        />
        {isNew && (
          <Button whyNot={whyNot(at)} onClick={() => void send(at)}>
            {words.embargoSet}
          </Button>
        )}
        {!isNew && until !== null && (
          <Button whyNot={whyNot(null)} onClick={() => void send(null)}>
            {words.embargoEnd}
          </Button>
        )}
      </div>
    </FieldFrame>
  )
}
