import type { Instant } from '../../shared/model/time.ts'
import { useTimeZone } from '../bridge/session.ts'
import { useEngineQuery } from '../bridge/use-engine-query.ts'
import { useServerNow } from '../bridge/use-now.ts'
import { breakingWords, lifeText } from '../words/breaking.ts'
import { clock, clockAndDay } from '../words/clock.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { languagesOf } from './draft.ts'
import { useDraft } from './draft-store.ts'
import { useIsOffline } from './use-breaking.ts'

interface ConsequenceProps {
  readonly whyNot: string | null
  /** When it would go live; null while no time is chosen. */
  readonly at: Instant | 'now' | null
}

/** One sentence that says exactly what will happen, with the three clocks. */
export function Consequence({ whyNot, at }: ConsequenceProps) {
  const words = useWords(breakingWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const offline = useIsOffline()
  const draft = useDraft()
  const now = useServerNow(1000)
  const story = useEngineQuery('stories:row', draft.story && { story: draft.story }).data
  if (whyNot !== null) return <p className="consequence">{whyNot}</p>
  if (at === null) return <p className="consequence">{words.when}…</p>
  const moment = at === 'now' ? now : at
  const names = words.and(languagesOf(draft).map((each) => words.languageNames[each]))
  const life = lifeText(draft.life, language)
  const seconds = at !== 'now' && at % 60_000 !== 0
  const when = clockAndDay(language, moment, now, zone, seconds)
  const sentence = at === 'now' ? words.now(names, life) : words.later(when, names, life)
  return (
    <div className="consequence" aria-live="polite">
      <p>
        {sentence}
        {story?.headline ? words.above(story.headline) : words.stop}
      </p>
      <p className="consequence-clocks" aria-live="off">
        {words.clocks.desk} <span className="ltr">{clock(language, moment, zone, seconds)}</span> ·{' '}
        {words.clocks.readers} <span className="ltr">{clock(language, moment, zone, seconds)}</span>{' '}
        · {words.clocks.utc} <span className="ltr">{clock(language, moment, 'UTC', seconds)}</span>
      </p>
      {offline && <p className="consequence-offline">{words.offline}</p>}
    </div>
  )
}
