import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react'
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

interface Found {
  readonly text: string
  readonly hits: readonly SearchHit[]
}

/** What the device finds for the text; until it has answered, what it found for the one before. */
function useFound(text: string): Found | null {
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    const asked = text.trim()
    if (asked === '') {
      setFound(null)
      return
    }
    let current = true
    const show = (hits: readonly SearchHit[]) => current && setFound({ text: asked, hits })
    const timer = setTimeout(() => {
      engine.call('stories:search', { text: asked, limit: mostShown * 2 }).then(
        (answer) => show(answer.hits),
        () => show([]),
      )
    }, rest)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text])
  return found
}

/** Finds a story by typing: arrows choose, Enter takes it, Escape clears and leaves. */
export function StoryFinder({ without, onChoose, onLeave }: StoryFinderProps) {
  const words = useWords(pictureWords)
  const states = useWords(stateWords)
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = useFound(text)
  const [taking, setTaking] = useState(false)
  const isNew = found?.text === text.trim()
  const shown =
    found?.hits.filter(({ story }) => !without.includes(story)).slice(0, mostShown) ?? []
  const active = Math.min(at, Math.max(0, shown.length - 1))
  const choose = (hit: SearchHit | undefined) => {
    if (!hit) return
    onChoose(hit.story)
    setText('')
    setAt(0)
  }
  // Enter was quicker than the search: what it finds is taken when it answers.
  const take = useEffectEvent(() => choose(shown[0]))
  useEffect(() => {
    if (!taking || !isNew) return
    setTaking(false)
    take()
  }, [taking, isNew])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt((active + 1) % Math.max(1, shown.length))
    else if (event.key === 'ArrowUp') setAt((active - 1 + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter') {
      if (isNew) choose(shown[active])
      else setTaking(text.trim() !== '')
    } else if (event.key === 'Escape') {
      if (text === '') onLeave()
      setText('')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const isOpen = found !== null
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
          setTaking(false)
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
