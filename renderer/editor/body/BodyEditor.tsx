import type { NodeKey } from 'lexical'
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Language } from '../../../shared/model/vocabulary.ts'
import { main } from '../../bridge/main-process.ts'
import { toast } from '../../ui/toasts.ts'
import { storyWords } from '../../words/story.ts'
import { useWords } from '../../words/use-words.ts'
import { FormatBar } from '../menus/FormatBar.tsx'
import { InsertMenu } from '../menus/InsertMenu.tsx'
import type { PictureDecoration } from '../nodes/PictureNode.ts'
import type { RelatedDecoration } from '../nodes/RelatedNode.ts'
import type { Pasted } from '../paste/pasted.ts'
import type { StorySession } from '../provider/story-session.ts'
import { type OpenBody, openBody } from './open-body.ts'
import './body.css'

export type Decoration = PictureDecoration | RelatedDecoration

export interface BodyEditorProps {
  readonly session: StorySession
  readonly language: Language
  readonly dir: 'ltr' | 'rtl'
  readonly readOnly: boolean
  readonly onOpen: (body: OpenBody | null) => void
  readonly onLeaveUp: () => void
  readonly onFiles: (files: readonly File[]) => void
  readonly onPasted: (pasted: Pasted) => void
  /** A card was chosen from the insert menu. */
  readonly onInsert: (what: 'picture' | 'related', body: OpenBody) => void
  /** Draws a card in its place in the text. */
  readonly card: (decoration: Decoration, node: NodeKey) => ReactNode
}

/** The body: one element that Lexical owns, cards drawn into it, menus beside it. */
export function BodyEditor(props: BodyEditorProps) {
  const { session, language, dir, readOnly } = props
  const words = useWords(storyWords)
  const root = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const watch = useRef(props)
  const [body, setBody] = useState<OpenBody | null>(null)
  const [linkAsked, setLinkAsked] = useState(0)
  const brokeText = useRef(words.editorBroke)
  useEffect(() => {
    watch.current = props
    brokeText.current = words.editorBroke
  })
  useEffect(() => {
    if (!root.current) return
    const opened = openBody(root.current, session, {
      onLeaveUp: () => watch.current.onLeaveUp(),
      onFiles: (files) => watch.current.onFiles(files),
      onPasted: (pasted) => watch.current.onPasted(pasted),
      onLinkKey: () => setLinkAsked((n) => n + 1),
      onFollow: (url) => void main.call('app:open-in-browser', { url }).catch(() => undefined),
      onBroken(error) {
        reportError(error)
        toast(brokeText.current)
        queueMicrotask(() => session.replace())
      },
    })
    setBody(opened)
    watch.current.onOpen(opened)
    return () => {
      watch.current.onOpen(null)
      setBody(null)
      opened.close()
    }
  }, [session])
  useEffect(() => body?.editor.setEditable(!readOnly), [body, readOnly])
  return (
    <div className="body-frame" ref={frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: rich text has no element of its own */}
      <div
        ref={root}
        className="body-text"
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        aria-multiline="true"
        aria-readonly={readOnly || undefined}
        aria-label={words.body}
        tabIndex={0}
        lang={language}
        dir={dir}
        spellCheck
        style={{ '--hint': JSON.stringify(words.bodyHint) } as CSSProperties}
        data-place="body"
        data-pane-start
      />
      {body && <Cards body={body} card={props.card} />}
      {body && !readOnly && (
        <>
          <FormatBar body={body} frame={frame} linkAsked={linkAsked} />
          <InsertMenu body={body} frame={frame} onCard={(what) => props.onInsert(what, body)} />
        </>
      )}
    </div>
  )
}

interface CardsProps {
  readonly body: OpenBody
  readonly card: (decoration: Decoration, node: NodeKey) => ReactNode
}

/** The cards of the body, each drawn into the element that Lexical keeps for it. */
function Cards({ body, card }: CardsProps) {
  const { editor } = body
  const [decorations, setDecorations] = useState<Record<NodeKey, Decoration>>(() =>
    editor.getDecorators<Decoration>(),
  )
  useEffect(() => {
    setDecorations(editor.getDecorators<Decoration>())
    return editor.registerDecoratorListener<Decoration>((next) => setDecorations(next))
  }, [editor])
  return Object.entries(decorations).map(([key, decoration]) => {
    const element = editor.getElementByKey(key)
    return element && createPortal(card(decoration, key), element, key)
  })
}
