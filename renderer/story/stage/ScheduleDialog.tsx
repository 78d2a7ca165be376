import { useState } from 'react'
import type { Instant } from '../../../shared/model/time.ts'
import { parseGoLive } from '../../breaking/go-live-time.ts'
import { clockOffset } from '../../bridge/network.ts'
import { useTimeZone } from '../../bridge/session.ts'
import { useServerNow } from '../../bridge/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { clock, clockAndDay, zoneOffset } from '../../words/clock.ts'
import { commandWords } from '../../words/commands.ts'
import { inspectorWords } from '../../words/inspector.ts'
import { stageWords } from '../../words/stage.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'

interface ScheduleDialogProps {
  readonly onConfirm: (publishAt: Instant) => void
  readonly onClose: () => void
}

const quarter = 15 * 60_000

/** The quarter of an hour after the next, as it would be typed. */
const nextQuarter = (zone: string): string =>
  clock('en', Math.ceil((Date.now() + clockOffset() + quarter) / quarter) * quarter, zone)

/** Asks when a story goes live, in the desk's zone, and says what will happen. */
export function ScheduleDialog({ onConfirm, onClose }: ScheduleDialogProps) {
  const words = useWords(stageWords)
  const inspector = useWords(inspectorWords)
  const commands = useWords(commandWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useServerNow(1000)
  const [typed, setTyped] = useState(() => ({ text: nextQuarter(zone), at: Date.now() }))
  const at = parseGoLive(typed.text, typed.at + clockOffset(), zone)
  const isPast = at !== null && at <= now
  const isReady = at !== null && !isPast
  const send = () => {
    if (at === null || isPast) return
    onClose()
    onConfirm(at)
  }
  return (
    <Dialog title={words.scheduleTitle} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label={words.scheduleTime}
          hint={
            <>
              {inspector.zone(zoneOffset(zone, now))} ·{' '}
              <span className="ltr">{inspector.timeHint}</span>
            </>
          }
          error={isPast ? words.passed : at === null ? inspector.notATime : null}
          className="ltr"
          value={typed.text}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTyped({ text: event.currentTarget.value, at: Date.now() })}
        />
      </form>
      {isReady && (
        <p>
          {words.scheduleSentence(clockAndDay(language, at, now, zone), clock(language, at, 'UTC'))}
        </p>
      )}
      <DialogButtons>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button
          look="accent"
          whyNot={isReady ? null : isPast ? words.passed : inspector.notATime}
          onClick={send}
        >
          {commands.schedule}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
