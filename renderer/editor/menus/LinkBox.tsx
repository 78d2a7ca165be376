import { $getSelection, $setSelection } from 'lexical'
import { Check, Unlink } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { storyWords } from '../../words/story.ts'
import { useWords } from '../../words/use-words.ts'
import { cleanAddress, setLink } from '../body/marks.ts'
import type { OpenBody } from '../body/open-body.ts'

interface LinkBoxProps {
  readonly body: OpenBody
  readonly address: string | null
  readonly onDone: () => void
}

/** The address of a link: Enter sets it, an empty one removes it, Escape leaves it. */
export function LinkBox({ body, address, onDone }: LinkBoxProps) {
  const words = useWords(storyWords)
  const { editor, undo } = body
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(address?.replace(/^mailto:/, '') ?? '')
  const [wrong, setWrong] = useState(false)
  // The text keeps what was selected while the focus is here.
  const [selection] = useState(() => editor.read(() => $getSelection()?.clone() ?? null))
  useEffect(() => input.current?.select(), [])

  const finish = (link: string | null | undefined) => {
    onDone()
    editor.update(() => $setSelection(selection?.clone() ?? null), { discrete: true })
    if (link !== undefined) setLink(editor, undo, link)
    editor.focus()
  }
  const apply = () => {
    if (text.trim() === '') return finish(null)
    const link = cleanAddress(text)
    if (link === null) setWrong(true)
    else finish(link)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter') apply()
    else if (event.key === 'Escape') finish(undefined)
    else return
    event.preventDefault()
  }
  return (
    <div className="link-box">
      <input
        ref={input}
        className="link-input ltr"
        type="text"
        aria-label={words.linkAddress}
        aria-invalid={wrong}
        aria-describedby={wrong ? 'link-wrong' : undefined}
        placeholder={words.linkHint}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setWrong(false)
        }}
        onKeyDown={onKeyDown}
      />
      <IconButton label={words.linkApply} icon={<Icon of={Check} />} onClick={apply} />
      {address !== null && (
        <IconButton
          label={words.linkRemove}
          icon={<Icon of={Unlink} />}
          onClick={() => finish(null)}
        />
      )}
      {wrong && (
        <p id="link-wrong" className="link-wrong" role="alert">
          {words.linkWrong}
        </p>
      )}
    </div>
  )
}
