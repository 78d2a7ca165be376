/** One shared text as a field that grows with what is written in it. */
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type * as Y from 'yjs'
import { classNames } from '../../ui/class-names.ts'
import type { StoryUndo } from '../undo/story-undo.ts'
import { bindField, type FieldKeys } from './field-binding.ts'
import './shared-field.css'

export interface SharedFieldProps extends FieldKeys {
  readonly text: Y.Text
  readonly undo: StoryUndo
  readonly label: string
  readonly placeholder?: string
  readonly className?: string
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl' | 'auto'
  readonly readOnly?: boolean
  readonly describedBy?: string
  /** Names the field, so that a check can jump to it. */
  readonly place?: string
  readonly ref?: Ref<HTMLTextAreaElement>
}

export function SharedField(props: SharedFieldProps) {
  const { text, undo, label, placeholder, className, lang, dir = 'auto' } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const keys = useRef<FieldKeys>(props)
  useEffect(() => {
    keys.current = props
  })
  useEffect(
    () => (field.current ? bindField(field.current, text, undo, () => keys.current) : undefined),
    [text, undo],
  )
  useImperativeHandle(props.ref, () => field.current as HTMLTextAreaElement)
  return (
    <textarea
      ref={field}
      rows={1}
      className={classNames('shared-field', className)}
      aria-label={label}
      aria-describedby={props.describedBy}
      placeholder={placeholder}
      lang={lang}
      dir={dir}
      readOnly={props.readOnly}
      spellCheck
      data-place={props.place}
    />
  )
}
