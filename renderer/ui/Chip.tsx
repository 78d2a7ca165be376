import type { ReactNode } from 'react'
import { useLanguage } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import { classNames } from './class-names.ts'
import './chip.css'

interface ChipProps {
  readonly children: ReactNode
  readonly on: boolean
  readonly count?: number | undefined
  readonly onPress: () => void
}

/** A filter that is on or off, with how many it would show. */
export function Chip({ children, on, count, onPress }: ChipProps) {
  const language = useLanguage()
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={onPress}>
      {children}
      {count !== undefined && <span className="chip-count">{number(language, count)}</span>}
    </button>
  )
}

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'alarm' | 'solid'

/** A word about a state, on its ground: the word tells, the colour helps. */
export function StateChip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={classNames('state-chip', `tone-${tone}`)}>{children}</span>
}
