import type { KeyboardEvent } from 'react'
import type { BreakingFact } from '../../shared/model/facts.ts'
import type { BreakingId } from '../../shared/model/ids.ts'
import { may } from '../../shared/model/permissions.ts'
import { refusalText } from '../../shared/model/refusals.ts'
import type { Instant } from '../../shared/model/time.ts'
import { directionOf, type Language, languages } from '../../shared/model/vocabulary.ts'
import { useMe, useTimeZone } from '../bridge/session.ts'
import { useNow, useServerNow } from '../bridge/use-now.ts'
import { Button } from '../ui/Button.tsx'
import { StateChip } from '../ui/Chip.tsx'
import { classNames } from '../ui/class-names.ts'
import { breakingWords, lifeText } from '../words/breaking.ts'
import { age, clock, clockAndDay, timeLeft } from '../words/clock.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { canRecall, type QueueLine } from './queue.ts'
import { useBreakingCommand, useBreakingQueue, useIsOffline } from './use-breaking.ts'

/** What stands first in the row: time left, time to come, or how it ended. */
function StageText({ line }: { line: QueueLine }) {
  const words = useWords(breakingWords)
  const language = useLanguage()
  const zone = useTimeZone()
  const now = useServerNow(1000)
  const { stage } = line.fact
  const short = (at: Instant) => clockAndDay(language, at, now, zone)
  switch (stage.at) {
    case 'live':
      // What the server has not taken yet no reader sees, whatever this desk expects of it.
      if (line.pending) return words.notLiveYet
      return <b className="queue-live">{words.left(timeLeft(language, stage.until - now))}</b>
    case 'scheduled': {
      const seconds = stage.goLiveAt % 60_000 !== 0
      return seconds ? clock(language, stage.goLiveAt, zone, true) : short(stage.goLiveAt)
    }
    case 'drafted':
      return words.drafted
    case 'expired':
      return words.expired(clock(language, stage.when, zone))
    case 'recalled':
      return words.recalled(clock(language, stage.when, zone))
  }
}

function LineText({ fact, language }: { fact: BreakingFact; language: Language }) {
  const first = fact.lines[language] ? language : languages.find((each) => fact.lines[each])
  const line = first && fact.lines[first]
  if (!first || !line) return null
  return (
    <span className="queue-text" lang={first} dir={directionOf(first)}>
      {line.attribution && <b>{line.attribution}: </b>}
      {line.text}
    </span>
  )
}

interface RowProps {
  readonly line: QueueLine
  readonly waitingSince: Instant | undefined
  readonly onRecall: (id: BreakingId) => void
}

function Waiting({ line, waitingSince }: Pick<RowProps, 'line' | 'waitingSince'>) {
  const words = useWords(breakingWords)
  const language = useLanguage()
  const offline = useIsOffline()
  const now = useNow(15_000)
  if (!line.pending) return null
  if (!offline) return <StateChip tone="warn">{words.waitingServer}</StateChip>
  const waits = age(language, waitingSince ?? now, now)
  return <StateChip tone="alarm">{words.waitingNetwork(waits)}</StateChip>
}

function Row({ line, waitingSince, onRecall }: RowProps) {
  const words = useWords(breakingWords)
  const language = useLanguage()
  const me = useMe()
  const { fact } = line
  const allowed = me !== null && may(me, 'breaking-recall', null)
  const over = fact.stage.at === 'expired' || fact.stage.at === 'recalled'
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    if (canRecall(line) && allowed) onRecall(fact.id)
  }
  const shownIn = languages
    .filter((each) => fact.lines[each])
    .join(' ')
    .toUpperCase()
  return (
    <li
      className={classNames('queue-row', over && 'queue-over')}
      data-stage={fact.stage.at}
      onKeyDown={onKeyDown}
    >
      <span className="queue-stage">
        <StageText line={line} />
      </span>
      <LineText fact={fact} language={language} />
      <span className="queue-end">
        <Waiting line={line} waitingSince={waitingSince} />
        <span className="queue-languages">{shownIn}</span>
        {over ? (
          <span className="queue-languages">{lifeText(fact.life, language)}</span>
        ) : (
          <Button
            chord="Delete"
            whyNot={allowed ? null : refusalText['not-allowed'][language]}
            onClick={() => onRecall(fact.id)}
          >
            {words.recall}
          </Button>
        )}
      </span>
    </li>
  )
}

/** Lines that ended long ago are in the archive of the reader's pages, not on this screen. */
const most = 30

/** Live with the time left, scheduled, and what has ended; a line is recalled with one key. */
export function BreakingQueue() {
  const words = useWords(breakingWords)
  const { lines, waiting, known } = useBreakingQueue()
  const send = useBreakingCommand()
  const recall = (breaking: BreakingId) =>
    void send({ do: 'breaking-recall', breaking }, words.recalledToast, words.failedRecall)
  return (
    <section className="queue" aria-labelledby="breaking-queue">
      <h2 id="breaking-queue" className="queue-title">
        {words.queue}
      </h2>
      {known && lines.length === 0 && <p className="queue-empty">{words.emptyQueue}</p>}
      {lines.length > 0 && (
        <ul className="queue-rows">
          {lines.slice(0, most).map((line) => (
            <Row
              key={line.fact.id}
              line={line}
              waitingSince={waiting.get(line.fact.id)}
              onRecall={recall}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
