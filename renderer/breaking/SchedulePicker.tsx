import { useEffect, useEffectEvent, useState } from 'react'
import type { Instant } from '../../shared/model/time.ts'
import { clockOffset } from '../bridge/network.ts'
import { useTimeZone } from '../bridge/session.ts'
import { useServerNow } from '../bridge/use-now.ts'
import { Chip } from '../ui/Chip.tsx'
import { TextField } from '../ui/Field.tsx'
import { breakingWords } from '../words/breaking.ts'
import { clock } from '../words/clock.ts'
import { useWords } from '../words/use-words.ts'
import { parseGoLive } from './go-live-time.ts'

const minute = 60_000

/** "18:00" at the next full hour, as it would be typed. */
const nextHour = (now: Instant, zone: string): string =>
  clock('en', Math.ceil((now + minute) / (60 * minute)) * 60 * minute, zone)

/** A time as people type it, to the second if they like, with the usual ones at one press. */
export function SchedulePicker({ onTime }: { onTime: (at: Instant | null) => void }) {
  const words = useWords(breakingWords)
  const zone = useTimeZone()
  const now = useServerNow(1000)
  const [text, setText] = useState('')
  /** A distance counts from the moment in which it was typed. */
  const [typedAt, setTypedAt] = useState<Instant>(now)
  const at = parseGoLive(text, typedAt, zone)
  const tell = useEffectEvent((time: Instant | null) => onTime(time))
  const usable = at !== null && at > now ? at : null
  useEffect(() => tell(usable), [usable])
  const type = (next: string) => {
    setText(next)
    setTypedAt(Date.now() + clockOffset())
  }
  const problem = text.trim() === '' ? null : at === null ? words.notATime : words.past
  return (
    <div className="schedule">
      <TextField
        label={words.when}
        className="ltr"
        autoFocus
        value={text}
        hint={<span className="ltr">{words.whenHint}</span>}
        error={usable === null ? problem : null}
        onChange={(event) => type(event.target.value)}
      />
      <div className="schedule-quick">
        <Chip on={text === '+5'} onPress={() => type('+5')}>
          {words.quick.five}
        </Chip>
        <Chip on={text === '+15'} onPress={() => type('+15')}>
          {words.quick.fifteen}
        </Chip>
        <Chip on={false} onPress={() => type(nextHour(now, zone))}>
          {words.quick.hour} <span className="ltr">{nextHour(now, zone)}</span>
        </Chip>
      </div>
    </div>
  )
}
