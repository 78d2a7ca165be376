import { useState } from 'react'
import type { Instant } from '../../../shared/model/time.ts'
import { useTimeZone } from '../../bridge/session.ts'
import { useNow } from '../../bridge/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { clock, clockAndDay } from '../../words/clock.ts'
import { commandWords } from '../../words/commands.ts'
import { inspectorWords } from '../../words/inspector.ts'
import { stageWords } from '../../words/stage.ts'
import { useLanguage, useWords } from '../../words/use-words.ts'
import { fromWallTime, toWallTime } from './wall-time.ts'

interface ScheduleDialogProps {
  readonly onConfirm: (publishAt: Instant) => void
  readonly onClose: () => void
}

const quarter = 15 * 60_000

/** Asks when a story goes live, in the desk's zone, and says what will happen. */
export function ScheduleDialog({ onConfirm, onClose }: ScheduleDialogProps) {
  const words = useWords(stageWords)
  const inspector = useWords(inspectorWords)
  const commands = useWords(commandWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useNow(1000)
  const [text, setText] = useState(() =>
    toWallTime(Math.ceil((Date.now() + quarter) / quarter) * quarter, zone),
  )
  const at = fromWallTime(text, zone)
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
          hint={inspector.zone(zone)}
          error={isPast ? words.passed : null}
          type="datetime-local"
          className="ltr"
          value={text}
          // biome-ignore lint/a11y/noAutofocus: the dialog is this one field
          autoFocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
      {isReady && (
        <p>{words.scheduleSentence(clockAndDay(language, at, now, zone), clock(at, 'UTC'))}</p>
      )}
      <DialogButtons>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button look="accent" whyNot={isReady ? null : words.passed} onClick={send}>
          {commands.schedule}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
