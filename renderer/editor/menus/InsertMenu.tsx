import {
  COMMAND_PRIORITY_CRITICAL,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
} from 'lexical'
import {
  Heading2,
  Heading3,
  Image,
  List,
  ListOrdered,
  type LucideIcon,
  Newspaper,
  Plus,
  Quote,
} from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useId, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { storyWords } from '../../words/story.ts'
import { useWords } from '../../words/use-words.ts'
import type { OpenBody } from '../body/open-body.ts'
import { type BlankLine, blankLine, clearLine, makeKind, sameLine } from './blank-line.ts'
import { type InsertItem, labelOf, matchingItems } from './insert-items.ts'
import './menus.css'

const icons: Readonly<Record<InsertItem['id'], LucideIcon>> = {
  paragraph: List,
  heading: Heading2,
  subheading: Heading3,
  quote: Quote,
  bullet: List,
  number: ListOrdered,
  picture: Image,
  related: Newspaper,
}

interface InsertMenuProps {
  readonly body: OpenBody
  readonly frame: RefObject<HTMLDivElement | null>
  readonly onCard: (what: 'picture' | 'related') => void
}

interface ShownLine extends BlankLine {
  /** Where the line stands in the frame. */
  readonly start: number
  readonly end: number
}

function placed(body: OpenBody, frame: HTMLElement | null): ShownLine | null {
  const root = body.editor.getRootElement()
  // Not while a field of a card has the focus: the caret is remembered, but nobody writes there.
  if (!root || !frame || document.activeElement !== root) return null
  const line = blankLine(body.editor)
  const rect = line && body.editor.getElementByKey(line.key)?.getBoundingClientRect()
  if (!line || !rect) return null
  const { top } = frame.getBoundingClientRect()
  return { ...line, start: rect.top - top, end: rect.bottom - top }
}

/** The blank line of the caret, followed without rendering while a line has text. */
function useBlankLine(body: OpenBody, frame: RefObject<HTMLDivElement | null>): ShownLine | null {
  const [line, setLine] = useState<ShownLine | null>(null)
  useEffect(() => {
    const follow = () => {
      const next = placed(body, frame.current)
      setLine((was) => (sameLine(was, next) && was?.start === next?.start ? was : next))
    }
    // The focus is in its new place only after the event.
    const later = () => queueMicrotask(follow)
    const root = body.editor.getRootElement()
    root?.addEventListener('focusin', later)
    root?.addEventListener('focusout', later)
    const stop = body.editor.registerUpdateListener(follow)
    return () => {
      stop()
      root?.removeEventListener('focusin', later)
      root?.removeEventListener('focusout', later)
    }
  }, [body, frame])
  return line
}

/** "/" on a blank line, or the plus beside it: headings, quotes, lists, pictures, related stories. */
export function InsertMenu({ body, frame, onCard }: InsertMenuProps) {
  const words = useWords(storyWords)
  const line = useBlankLine(body, frame)
  const [opened, setOpened] = useState<string | null>(null)
  const [dismissed, setDismissed] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const id = useId()
  const typed = line?.query ?? null
  const isOpen = line !== null && (typed !== null ? dismissed !== line.key : opened === line.key)
  const items = isOpen ? matchingItems(typed ?? '', words) : []
  const active = Math.min(at, Math.max(0, items.length - 1))

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed puts the first match first
  useEffect(() => setAt(0), [typed, line?.key])
  useEffect(() => {
    if (!line) {
      setOpened(null)
      setDismissed(null)
    }
  }, [line])

  const choose = (item: InsertItem | undefined) => {
    if (!item || !line) return
    setOpened(null)
    if (item.makes === 'kind') makeKind(body, line.key, item.id)
    else {
      if (typed !== null) clearLine(body, line.key)
      onCard(item.id)
    }
  }
  const step = useEffectEvent((by: -1 | 1) => {
    setAt((active + by + items.length) % Math.max(1, items.length))
  })
  const take = useEffectEvent(() => choose(items[active]))
  const leave = useEffectEvent(() => {
    if (typed !== null) setDismissed(line?.key ?? null)
    setOpened(null)
  })
  const hasItems = items.length > 0
  useEffect(() => {
    if (!isOpen) return
    const { editor } = body
    const root = editor.getRootElement()
    root?.setAttribute('aria-controls', id)
    const on = (run: () => void, needsItems: boolean) => (event: KeyboardEvent | null) => {
      if (needsItems && !hasItems) return false
      event?.preventDefault()
      event?.stopPropagation()
      run()
      return true
    }
    const last = COMMAND_PRIORITY_CRITICAL
    const ends = [
      editor.registerCommand(
        KEY_ARROW_DOWN_COMMAND,
        on(() => step(1), true),
        last,
      ),
      editor.registerCommand(
        KEY_ARROW_UP_COMMAND,
        on(() => step(-1), true),
        last,
      ),
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        on(() => queueMicrotask(take), true),
        last,
      ),
      editor.registerCommand(
        KEY_TAB_COMMAND,
        on(() => queueMicrotask(take), true),
        last,
      ),
      editor.registerCommand(
        KEY_ESCAPE_COMMAND,
        on(() => leave(), false),
        last,
      ),
    ]
    return () => {
      root?.removeAttribute('aria-controls')
      for (const end of ends) end()
    }
  }, [isOpen, hasItems, body, id])
  useEffect(() => {
    const root = body.editor.getRootElement()
    if (isOpen && hasItems) root?.setAttribute('aria-activedescendant', `${id}-${active}`)
    return () => root?.removeAttribute('aria-activedescendant')
  }, [isOpen, hasItems, active, body, id])

  if (!line) return null
  return (
    <>
      {typed === null && (
        <button
          type="button"
          className="insert-plus"
          style={{ insetBlockStart: line.start }}
          aria-label={words.insertHint}
          data-tip={`${words.insert} ( / )`}
          aria-expanded={isOpen}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpened(isOpen ? null : line.key)}
        >
          <Icon of={Plus} size={15} />
        </button>
      )}
      {isOpen && (
        <div className="insert-menu" style={{ insetBlockStart: line.end + 4 }}>
          <div id={id} role="listbox" aria-label={words.insert}>
            {items.map((item, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the text, which keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points here
              <div
                key={item.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                className="insert-item"
                onMouseDown={(event) => event.preventDefault()}
                onMouseEnter={() => setAt(index)}
                onClick={() => choose(item)}
              >
                <Icon of={icons[item.id]} />
                {labelOf(item, words)}
              </div>
            ))}
          </div>
          {items.length === 0 && <p className="insert-none">{words.noMatch}</p>}
        </div>
      )}
    </>
  )
}
