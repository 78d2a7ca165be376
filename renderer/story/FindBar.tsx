import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useAction } from '../bridge/actions.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { storyWords } from '../words/story.ts'
import { useWords } from '../words/use-words.ts'
import { findIn, type Match, reveal } from './find-in-story.ts'
import { useStory } from './story-context.ts'

/** Finds text in headline, standfirst, captions and body; matches are lit, nothing is changed. */
export function FindBar({ column }: { column: RefObject<HTMLDivElement | null> }) {
  const words = useWords(storyWords)
  const { content } = useStory()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [matches, setMatches] = useState<readonly Match[]>([])
  const input = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)
  useAction('find-in-story', () => {
    before.current = document.activeElement
    setOpen(true)
    requestAnimationFrame(() => input.current?.select())
  })
  useEffect(() => {
    const look = () => {
      const root = column.current
      setMatches(open && root ? findIn(root, text) : [])
    }
    look()
    return open ? content.subscribe(look) : undefined
  }, [open, text, content, column])
  useEffect(() => {
    light(matches, at)
    return () => light([], 0)
  }, [matches, at])

  if (!open) return null
  const go = (by: number) => {
    if (matches.length === 0) return
    const next = (at + by + matches.length) % matches.length
    setAt(next)
    const match = matches[next]
    if (match) reveal(match)
  }
  const close = () => {
    setOpen(false)
    if (before.current instanceof HTMLElement) before.current.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : matches.length > 0 && at === 0 ? 0 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const count = matches.length
  return (
    <search className="find-bar">
      <input
        ref={input}
        className="input"
        type="text"
        aria-label={words.find}
        placeholder={words.find}
        dir="auto"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <span className="find-count" role="status">
        {text.trim() === '' ? '' : count === 0 ? words.findNone : words.findCount(at + 1, count)}
      </span>
      <IconButton label={words.findPrevious} icon={<Icon of={ArrowUp} />} onClick={() => go(-1)} />
      <IconButton label={words.findNext} icon={<Icon of={ArrowDown} />} onClick={() => go(1)} />
      <IconButton label={words.close} icon={<Icon of={X} />} onClick={close} />
    </search>
  )
}

function light(matches: readonly Match[], at: number): void {
  const ranges = matches.flatMap(({ range }) => range ?? [])
  const now = matches[at]?.range
  if (ranges.length === 0) CSS.highlights.delete('found')
  else CSS.highlights.set('found', new Highlight(...ranges))
  if (now) CSS.highlights.set('found-now', new Highlight(now))
  else CSS.highlights.delete('found-now')
}
