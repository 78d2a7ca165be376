import { useEffect, useRef, useState } from 'react'
import type { SearchHit } from '../../shared/ipc/rows.ts'
import { directionOf } from '../../shared/model/vocabulary.ts'
import { openStory, usePlace } from '../bridge/place.ts'
import { StateChip } from '../ui/Chip.tsx'
import { TimeAgo } from '../ui/ClockText.tsx'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { ListHead } from '../ui/ListColumn.tsx'
import { onListKey } from '../ui/list-keys.ts'
import { deskWords } from '../words/desk.ts'
import { listWords } from '../words/lists.ts'
import { stateWords } from '../words/states.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { number } from '../words/words.ts'
import { piecesOf } from './excerpt.ts'
import { useSearch } from './use-search.ts'
import './search.css'

const most = 100
const optionId = (index: number) => `search-hit-${index}`

function Excerpt({ text }: { text: string }) {
  let from = 0
  return piecesOf(text).map((piece) => {
    const key = from
    from += piece.text.length
    return piece.matched ? <mark key={key}>{piece.text}</mark> : piece.text
  })
}

interface HitProps {
  readonly hit: SearchHit
  readonly index: number
  readonly active: boolean
  readonly open: boolean
  readonly onOpen: () => void
}

function Hit({ hit, index, active, open, onOpen }: HitProps) {
  const words = useWords(listWords)
  const states = useWords(stateWords)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the search field, which holds the focus
    <div
      ref={element}
      id={optionId(index)}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      dir={directionOf(hit.language)}
      className={classNames('search-hit', active && 'search-hit-active', open && 'search-hit-open')}
      onClick={onOpen}
    >
      <div className="search-hit-line">
        {hit.slug && <span className="search-hit-slug ltr">{hit.slug}</span>}
        <span>{hit.language.toUpperCase()}</span>
        {hit.live && <StateChip tone="solid">{words.live}</StateChip>}
        <span className="search-hit-age">
          <bdi>
            <TimeAgo at={hit.editedAt} />
          </bdi>
        </span>
      </div>
      <div className="search-hit-headline serif" lang={hit.language}>
        {hit.headline || states.untitled}
      </div>
      <div className="search-hit-excerpt" lang={hit.language}>
        <Excerpt text={hit.excerpt} />
      </div>
    </div>
  )
}

/** Everything on this device, as it is typed; arrows choose, Enter opens beside the results. */
export function SearchPane() {
  const words = useWords(listWords)
  const desk = useWords(deskWords)
  const language = useLanguage()
  const { story, searchFor } = usePlace()
  const [typed, setTyped] = useState(searchFor)
  const [active, setActive] = useState(0)
  const { hits, answers, settled, error } = useSearch(typed, most)
  const at = Math.min(active, hits.length - 1)
  const openAt = (index: number) => {
    const hit = hits[index]
    if (hit) openStory(hit.story)
  }
  const type = (text: string) => {
    setTyped(text)
    setActive(0)
  }
  const nothingFound = answers !== '' && settled && hits.length === 0
  return (
    <>
      <ListHead
        title={desk.search}
        note={
          hits.length > 0
            ? `${number(language, hits.length)}${hits.length === most ? '+' : ''}`
            : null
        }
      >
        <TextField
          label={words.search}
          type="search"
          autoFocus
          data-pane-start
          value={typed}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits.length > 0 ? optionId(at) : undefined}
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (/^[jk]$/i.test(event.key) || ['Home', 'End'].includes(event.key)) return
            onListKey(event, { length: hits.length, at, onMove: setActive, onOpen: openAt })
          }}
        />
      </ListHead>
      {error && <EmptyState title={desk.failed.load}>{error.message}</EmptyState>}
      {answers === '' && <EmptyState title={words.search}>{words.searchHint}</EmptyState>}
      {nothingFound && <EmptyState title={words.noHits(answers)}>{words.noHitsHint}</EmptyState>}
      <div id="search-hits" className="search-hits" role="listbox" aria-label={words.results}>
        {hits.map((hit, index) => (
          <Hit
            key={hit.story}
            hit={hit}
            index={index}
            active={index === at}
            open={hit.story === story}
            onOpen={() => {
              setActive(index)
              openAt(index)
            }}
          />
        ))}
      </div>
    </>
  )
}
