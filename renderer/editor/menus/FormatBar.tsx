import { $isRangeSelection, type EditorState, type RangeSelection } from 'lexical'
import {
  Bold,
  Heading2,
  Heading3,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Strikethrough,
  Underline,
} from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { storyWords } from '../../words/story.ts'
import { useWords } from '../../words/use-words.ts'
import { bodyChord } from '../body/body-keys.ts'
import { type Mark, marks, toggleMark } from '../body/marks.ts'
import type { OpenBody } from '../body/open-body.ts'
import { setKinds } from '../body/set-kinds.ts'
import { LinkBox } from './LinkBox.tsx'
import { type SelectionLook, sameLook, selectionLook } from './selection-look.ts'
import './menus.css'

const icons: Readonly<Record<Mark, LucideIcon>> = {
  bold: Bold,
  italic: Italic,
  underline: Underline,
  strikethrough: Strikethrough,
}

const shownKinds = ['heading', 'subheading', 'quote', 'bullet', 'number'] as const
const kindIcons: Readonly<Record<(typeof shownKinds)[number], LucideIcon>> = {
  heading: Heading2,
  subheading: Heading3,
  quote: Quote,
  bullet: List,
  number: ListOrdered,
}

interface FormatBarProps {
  readonly body: OpenBody
  readonly frame: RefObject<HTMLDivElement | null>
  /** Grows when the link key was pressed. */
  readonly linkAsked: number
}

interface Shown {
  readonly look: SelectionLook
  readonly start: number
  readonly middle: number
}

/** The selection and where it stands, renewed once a frame, and only when it is another. */
function useSelectionLook(
  body: OpenBody,
  frame: RefObject<HTMLDivElement | null>,
): SelectionLook | null {
  const [look, setLook] = useState<SelectionLook | null>(null)
  useEffect(() => {
    let asked = 0
    const show = () => {
      asked = 0
      const inside = frame.current?.contains(document.activeElement)
      const next = inside ? selectionLook(body.editor.getEditorState()) : null
      shown = next !== null
      setLook((was) => (sameLook(was, next) ? was : next))
    }
    let shown = false
    const soon = () => {
      asked ||= requestAnimationFrame(show)
    }
    // A caret is the common case, at every key: it costs nothing while no bar is shown.
    const onUpdate = ({ editorState }: { editorState: EditorState }) => {
      const { _selection } = editorState
      if (shown || !$isRangeSelection(_selection) || !hasCaretOnly(_selection)) soon()
    }
    const stop = body.editor.registerUpdateListener(onUpdate)
    const element = frame.current
    element?.addEventListener('focusout', soon)
    return () => {
      stop()
      element?.removeEventListener('focusout', soon)
      cancelAnimationFrame(asked)
    }
  }, [body, frame])
  return look
}

const hasCaretOnly = ({ anchor, focus }: RangeSelection): boolean =>
  anchor.key === focus.key && anchor.offset === focus.offset

/** Floats over selected text: marks, link, and the kind of the block. */
export function FormatBar({ body, frame, linkAsked }: FormatBarProps) {
  const words = useWords(storyWords)
  const look = useSelectionLook(body, frame)
  const [linking, setLinking] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  const asked = useRef(linkAsked)
  useEffect(() => {
    if (linkAsked !== asked.current && look) setLinking(true)
    asked.current = linkAsked
  }, [linkAsked, look])
  useEffect(() => {
    if (!look) setLinking(false)
  }, [look])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bar follows the selection it shows
  useLayoutEffect(() => {
    const place = placeOf(body, frame.current)
    if (!bar.current || !place) return
    const { offsetWidth: width, offsetHeight: height } = bar.current
    const most = (frame.current?.clientWidth ?? 0) - width
    const left = Math.max(0, Math.min(place.middle - width / 2, most))
    bar.current.style.transform = `translate(${Math.round(left)}px, ${Math.round(place.start - height - 8)}px)`
  }, [look, linking, body, frame])

  if (!look) return null
  const { editor, undo } = body
  return (
    <div
      ref={bar}
      className="format-bar"
      role="toolbar"
      aria-label={words.format}
      dir={document.documentElement.dir}
    >
      {linking ? (
        <LinkBox body={body} address={look.link} onDone={() => setLinking(false)} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: pressing a button must not take the selection away
        <div className="format-buttons" onMouseDown={keepSelection}>
          {marks.map((mark) => (
            <IconButton
              key={mark}
              label={words.marks[mark]}
              chord={bodyChord(mark)}
              icon={<Icon of={icons[mark]} />}
              aria-pressed={look.marks.includes(mark)}
              onClick={() => toggleMark(editor, undo, mark)}
            />
          ))}
          <IconButton
            label={words.link}
            chord={bodyChord('link')}
            icon={<Icon of={Link} />}
            aria-pressed={look.link !== null}
            onClick={() => setLinking(true)}
          />
          <span className="format-line" />
          {shownKinds.map((kind) => (
            <IconButton
              key={kind}
              label={words.kinds[kind]}
              icon={<Icon of={kindIcons[kind]} />}
              aria-pressed={look.kind === kind}
              onClick={() => setKinds(editor, undo, look.kind === kind ? 'paragraph' : kind)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

const keepSelection = (event: { preventDefault(): void }) => event.preventDefault()

function placeOf(body: OpenBody, frame: HTMLElement | null): Omit<Shown, 'look'> | null {
  const selection = body.editor.getRootElement()?.ownerDocument.getSelection()
  const box = frame?.getBoundingClientRect()
  if (!selection || selection.rangeCount === 0 || !box) return null
  const rect = selection.getRangeAt(0).getBoundingClientRect()
  return { start: rect.top - box.top, middle: rect.left + rect.width / 2 - box.left }
}
