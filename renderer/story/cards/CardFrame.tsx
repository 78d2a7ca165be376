import { $getNodeByKey, type NodeKey, stopLexicalPropagation } from 'lexical'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { removeCard } from '../../editor/body/cards.ts'
import { moveBlockTo } from '../../editor/body/move-block.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { pictureWords } from '../../words/pictures.ts'
import { storyWords } from '../../words/story.ts'
import { useWords } from '../../words/use-words.ts'
import { useStory } from '../story-context.ts'
import './cards.css'

interface CardFrameProps {
  readonly node: NodeKey
  readonly label: string
  readonly children: ReactNode
}

const inputEvents = [
  'keydown',
  'keyup',
  'beforeinput',
  'input',
  'compositionstart',
  'compositionend',
  'cut',
  'copy',
  'paste',
  'click',
  'focus',
] as const

/** What all cards of the body have: tools on hover and focus, and inputs that Lexical leaves alone. */
export function CardFrame({ node, label, children }: CardFrameProps) {
  const words = useWords(storyWords)
  const pictures = useWords(pictureWords)
  const { body, undo } = useStory()
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = frame.current
    const keepOut = (event: Event) => {
      const inner =
        event.target instanceof Element && event.target.closest('input, textarea, button')
      if (inner) stopLexicalPropagation(event)
    }
    for (const name of inputEvents) element?.addEventListener(name, keepOut)
    return () => {
      for (const name of inputEvents) element?.removeEventListener(name, keepOut)
    }
  }, [])
  const move = (by: -1 | 1) => {
    const editor = body.current?.editor
    const at = editor?.read(() => $getNodeByKey(node)?.getIndexWithinParent() ?? -1) ?? -1
    if (editor && at >= 0) moveBlockTo(editor, undo, node, at + by)
  }
  const remove = () => {
    const editor = body.current?.editor
    if (!editor) return
    undo.alone(() => removeCard(editor, node))
    body.current?.focus('back')
  }
  return (
    <section ref={frame} className="card-frame" aria-label={label}>
      {children}
      <div className="card-tools" role="toolbar" aria-label={label}>
        <IconButton label={words.moveUp} icon={<Icon of={ArrowUp} />} onClick={() => move(-1)} />
        <IconButton label={words.moveDown} icon={<Icon of={ArrowDown} />} onClick={() => move(1)} />
        <IconButton label={pictures.removeBlock} icon={<Icon of={X} />} onClick={remove} />
      </div>
    </section>
  )
}
