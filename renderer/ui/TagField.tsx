import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './Icon.tsx'
import type { Option } from './Select.tsx'
import './field.css'
import './menu.css'

interface TagFieldProps {
  readonly label: string
  /** Keys that are set, in the order in which they are shown. */
  readonly value: readonly string[]
  readonly options: readonly Option[]
  readonly onAdd: (key: string) => void
  readonly onRemove: (key: string) => void
  /** Offered as one press each. */
  readonly suggestions?: readonly Option[]
  /** Makes a new option out of what was typed. */
  readonly onCreate?: (text: string) => void
}

const createKey = 'new:'

/** Several choices as tags: type to find, Enter adds, Backspace in the empty box removes the last. */
export function TagField(props: TagFieldProps) {
  const { label, value, options, onAdd, onRemove, suggestions = [], onCreate } = props
  const words = useWords(uiWords)
  const [text, setText] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const noteId = useId()
  const labelOf = (key: string) => options.find((option) => option.key === key)?.label ?? key
  const folded = text.trim().toLocaleLowerCase()
  const free = options.filter(({ key }) => !value.includes(key))
  const found = free.filter((option) => option.label.toLocaleLowerCase().includes(folded))
  const isNew = folded !== '' && !options.some((o) => o.label.toLocaleLowerCase() === folded)
  const offered =
    onCreate && isNew ? [...found, { key: createKey, label: words.create(text.trim()) }] : found

  const choose = (key: string | null) => {
    if (key === null) return
    if (key === createKey) onCreate?.(text.trim())
    else onAdd(key)
    setText('')
  }
  const remove = (key: string) => {
    onRemove(key)
    box.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = value.at(-1)
    if (event.key === 'Backspace' && text === '' && last !== undefined) onRemove(last)
  }

  return (
    <ComboBox
      className="field"
      items={offered}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(key) => choose(key === null ? null : String(key))}
      menuTrigger="focus"
      allowsEmptyCollection={false}
    >
      <Label className="field-label">{label}</Label>
      <div className="tag-field">
        {value.map((key) => (
          <span key={key} className="tag">
            {labelOf(key)}
            <button
              type="button"
              className="tag-remove"
              aria-label={words.remove(labelOf(key))}
              onClick={() => remove(key)}
            >
              <Icon of={X} size={11} />
            </button>
          </span>
        ))}
        {suggestions.map((option) => (
          <button
            key={option.key}
            type="button"
            className="tag-suggestion"
            onClick={() => onAdd(option.key)}
          >
            + {option.label}
          </button>
        ))}
        <Input ref={box} className="tag-input" onKeyDown={onKeyDown} aria-describedby={noteId} />
        <span id={noteId} className="visually-hidden">
          {value.map(labelOf).join(', ')}
        </span>
        <Button className="visually-hidden" aria-label={label} excludeFromTabOrder />
      </div>
      <Popover className="popover">
        <ListBox className="list-box">
          {(option: Option) => (
            <ListBoxItem id={option.key} textValue={option.label} className="list-item">
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
