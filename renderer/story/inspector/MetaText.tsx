import { useState } from 'react'
import { type MetaText as MetaName, metaOf } from '../../../shared/document/story-doc.ts'
import { byHand } from '../../editor/undo/story-undo.ts'
import { TextField } from '../../ui/Field.tsx'
import { useStory } from '../story-context.ts'
import { finishedSlug, slugWhileTyping } from './slug.ts'
import { useMeta } from './use-meta.ts'

interface MetaTextProps {
  readonly name: MetaName
  readonly label: string
  readonly placeholder?: string
}

/** A short text of the story that is written as a whole: byline, source, dateline, slug. */
export function MetaText({ name, label, placeholder }: MetaTextProps) {
  const { doc, undo } = useStory()
  const known = useMeta(doc, name)
  const value = typeof known === 'string' ? known : ''
  const isSlug = name === 'slug'
  const [typing, setTyping] = useState<string | null>(null)
  const write = (text: string) => {
    if (metaOf(doc).get(name) === text) return
    doc.transact(() => metaOf(doc).set(name, text), byHand)
  }
  return (
    <TextField
      label={label}
      value={typing ?? value}
      maxLength={isSlug ? 80 : 200}
      dir={isSlug ? 'ltr' : 'auto'}
      placeholder={placeholder}
      spellCheck={!isSlug}
      data-place={name}
      onFocus={() => undo.cut()}
      onChange={(event) => {
        const text = event.currentTarget.value
        const shown = isSlug ? slugWhileTyping(text) : text
        setTyping(shown)
        write(isSlug ? finishedSlug(shown) : shown)
      }}
      onBlur={() => {
        setTyping(null)
        undo.cut()
      }}
    />
  )
}
