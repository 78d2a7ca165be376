import type { Safety } from '../../shared/ipc/rows.ts'
import type { StoryFact } from '../../shared/model/facts.ts'
import { useNow } from '../bridge/use-now.ts'
import { age, isFresh } from '../words/clock.ts'
import { safetyWords, stateWords } from '../words/states.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { StateChip } from './Chip.tsx'
import { stateLook } from './story-state.ts'
import './story-state.css'

/** Draft, In review, Returned, Approved, Scheduled, Live. */
export function StoryStateChip({ fact }: { fact: StoryFact }) {
  const words = useWords(stateWords)
  const { word, tone } = stateLook(fact)
  return <StateChip tone={tone}>{words[word]}</StateChip>
}

/** The three words for safety, and the fourth when something is wrong; `full` adds number and age. */
export function SafetyWord({ safety, full = false }: { safety: Safety; full?: boolean }) {
  const words = useWords(safetyWords)
  const language = useLanguage()
  const now = useNow(15_000)
  switch (safety.word) {
    case 'on-device':
      return words.onDevice
    case 'on-server':
      return words.onServer
    case 'waiting':
      return full
        ? words.waiting(
            safety.updates,
            isFresh(safety.since, now) ? null : age(language, safety.since, now),
          )
        : words.waitingShort
    case 'not-saved':
      return (
        <strong className="not-saved" data-tip={`${safety.why} ${safety.remedy}`}>
          {words.notSaved}
        </strong>
      )
  }
}

/** The dot before the safety word: its colour helps, the word tells. */
export const SafetyDot = ({ safety }: { safety: Safety }) => (
  <span className={`safety-dot safety-${safety.word}`} aria-hidden="true" />
)
