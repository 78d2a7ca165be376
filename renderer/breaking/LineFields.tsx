import type { Ref } from 'react'
import { breakingBudget } from '../../shared/model/commands.ts'
import { directionOf, type Language, languages } from '../../shared/model/vocabulary.ts'
import { classNames } from '../ui/class-names.ts'
import { breakingWords } from '../words/breaking.ts'
import { useWords } from '../words/use-words.ts'
import { lineState, used } from './draft.ts'
import { changeDraft, useDraft } from './draft-store.ts'
import { knownAttributions } from './queue.ts'
import { useBreakingQueue } from './use-breaking.ts'

interface LineFieldsProps {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

const mostOffered = 4

function Attribution({ language }: { language: Language }) {
  const words = useWords(breakingWords)
  const draft = useDraft()
  const { lines } = useBreakingQueue()
  const { attribution } = draft.lines[language]
  const set = (next: string) =>
    changeDraft({
      lines: { ...draft.lines, [language]: { ...draft.lines[language], attribution: next } },
    })
  const usual = [...knownAttributions(lines, language), ...breakingWords[language].usual]
  const offered = [...new Set(usual)].filter((each) => each !== attribution).slice(0, mostOffered)
  return (
    <div className="attribution-line">
      <span className={classNames('attribution', attribution && 'attribution-set')}>
        <input
          className="attribution-field"
          aria-label={words.attribution}
          placeholder={breakingWords[language].attributionHint}
          maxLength={60}
          value={attribution}
          onChange={(event) => set(event.target.value)}
        />
        {attribution && ':'}
      </span>
      {offered.map((each) => (
        <button key={each} type="button" className="attribution-offer" onClick={() => set(each)}>
          {each}:
        </button>
      ))}
    </div>
  )
}

function LanguageTabs({ language, onLanguage }: Omit<LineFieldsProps, 'ref'>) {
  const words = useWords(breakingWords)
  const draft = useDraft()
  return (
    <fieldset className="line-languages">
      <legend className="visually-hidden">{words.languages}</legend>
      {languages.map((each) => {
        const state = lineState(draft, each)
        return (
          <button
            key={each}
            type="button"
            aria-pressed={each === language}
            className={`line-language line-language-${state}`}
            onClick={() => onLanguage(each)}
          >
            {each.toUpperCase()} {each !== language && <span>{words.state[state]}</span>}
          </button>
        )
      })}
    </fieldset>
  )
}

/** The line in one language: who says so, then what happened, against the budget. */
export function LineFields({ ref, language, onLanguage }: LineFieldsProps) {
  const words = useWords(breakingWords)
  const draft = useDraft()
  const line = draft.lines[language]
  const count = used(line)
  const setText = (text: string) =>
    changeDraft({
      lines: { ...draft.lines, [language]: { ...line, text: text.replace(/\s*\n\s*/g, ' ') } },
    })
  return (
    <div className="composer">
      <div lang={language} dir={directionOf(language)}>
        <Attribution language={language} />
        <textarea
          ref={ref}
          className="composer-text serif"
          aria-label={words.text}
          placeholder={breakingWords[language].textHint}
          rows={1}
          value={line.text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="composer-foot">
        <span
          className={count > breakingBudget ? 'budget-over' : 'budget'}
          role="img"
          aria-label={words.budget(count, breakingBudget)}
        >
          <span className="ltr">
            {count}/{breakingBudget}
          </span>
        </span>
        <LanguageTabs language={language} onLanguage={onLanguage} />
      </div>
    </div>
  )
}
