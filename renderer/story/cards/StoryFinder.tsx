import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { SearchHit } from '../../../shared/ipc/rows.ts'
import type { StoryId } from '../../../shared/model/ids.ts'
import { directionOf } from '../../../shared/model/vocabulary.ts'
import { engine } from '../../bridge/engine.ts'
import { Icon } from '../../ui/Icon.tsx'
import { pictureWords } from '../../words/pictures.ts'
import { stateWords } from '../../words/states.ts'
import { useWords } from '../../words/use-words.ts'

interface StoryFinderProps {
  readonly without: readonly StoryId[]
  readonly onChoose: (story: StoryId) => void
  /** Escape in the empty field. */
  readonly onLeave: () => void
}

const mostShown = 6
/** Rest between keys before a search, in milliseconds. */
const rest = 90

/** What the device finds for the text; the last text asked wins. */
function useHits(text: string): readonly SearchHit[] | null {
  const [hits, setHits] = useState<readonly SearchHit[] | null>(null)
  useEffect(() => {
    if (text.trim() === '') {
      setHits(null)
      return
    }
    let current = true
    const timer = setTimeout(() => {
      engine.call('stories:search', { text: text.trim(), limit: mostShown * 2 }).then(
        (answer) => current && setHits(answer.hits),
        () => current && setHits([]),
      )
    }, rest)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  return hits
}

/** Finds a story by typing: arrows choose, Enter takes it, Escape clears and leaves. */
export function StoryFinder({ without, onChoose, onLeave }: StoryFinderProps) {
  const words = useWords(pictureWords)
  const states = useWords(stateWords)
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const hits = useHits(text)
  const shown = hits?.filter(({ story }) => !without.includes(story)).slice(0, mostShown) ?? []
  const active = Math.min(at, Math.max(0, shown.length - 1))
  const choose = (hit: SearchHit | undefined) => {
    if (!hit) return
    onChoose(hit.story)
    setText('')
    setAt(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((active + 1) % Math.max(1, shown.length))
    else if (event.key === 'ArrowUp') setAt((active - 1 + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter') choose(shown[active])
    else if (event.key === 'Escape') {
      if (text === '') onLeave()
      setText('')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isOpen = hits !== null
  return (
    <div className="finder">
      <Icon of={Search} size={14} />
      <input
        className="finder-input"
        role="combobox"
        aria-label={words.relatedSearch}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined}
        placeholder={words.relatedHint}
        dir="auto"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setText('')}
      />
      {isOpen && (
        <div
          id={`${id}-list`}
          className="finder-list"
          role="listbox"
          aria-label={words.relatedSearch}
        >
          {shown.map((hit, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the field, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points here
            <div
              key={hit.story}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              className="finder-item"
              lang={hit.language}
              dir={directionOf(hit.language)}
              onMouseDown={(event) => event.preventDefault()}
              onMouseEnter={() => setAt(index)}
              onClick={() => choose(hit)}
            >
              <span className="finder-headline">{hit.headline || states.untitled}</span>
              <span className="finder-slug ltr">{hit.slug}</span>
            </div>
          ))}
          {shown.length === 0 && <p className="finder-none">{words.relatedNone}</p>}
        </div>
      )}
    </div>
  )
}
