import type { Instant } from '../../shared/model/time.ts'
import { useTimeZone } from '../bridge/session.ts'
import { useNow } from '../bridge/use-now.ts'
import { age, clockAndDay, fullTime } from '../words/clock.ts'
import { useLanguage } from '../words/use-words.ts'

const minute = 60_000

/** "14:05, today" in the desk's zone, the full date on hover. */
export function ClockText({ at }: { at: Instant }) {
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useNow(minute)
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={fullTime(language, at, zone)}>
      {clockAndDay(language, at, now, zone)}
    </time>
  )
}

/** "22 min", the full date on hover. */
export function TimeAgo({ at }: { at: Instant }) {
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useNow(minute)
  return (
    <time dateTime={new Date(at).toISOString()} data-tip={fullTime(language, at, zone)}>
      {age(language, at, now)}
    </time>
  )
}
