import { type KeyboardEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { actionKeys, matchesChord } from '../../ui/keymap.ts'
import { stageWords } from '../../words/stage.ts'
import { useWords } from '../../words/use-words.ts'

interface ReasonDialogProps {
  readonly title: string
  readonly hint: string
  readonly confirm: string
  readonly danger?: boolean
  readonly onConfirm: (reason: string) => void
  readonly onClose: () => void
}

/** Asks for the words that a command carries: a reason, or the note readers see. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, hint, confirm, danger = false, onConfirm, onClose } = props
  const words = useWords(stageWords)
  const [text, setText] = useState('')
  const reason = text.trim()
  const send = () => {
    if (reason === '') return
    onClose()
    onConfirm(reason)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!matchesChord(event.nativeEvent, actionKeys['next-action'] ?? '')) return
    event.preventDefault()
    event.stopPropagation()
    send()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <TextArea
        label={hint}
        value={text}
        maxLength={2000}
        autoFocus
        dir="auto"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <DialogButtons>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button
          look={danger ? 'alarm' : 'accent'}
          chord={actionKeys['next-action']}
          whyNot={reason === '' ? hint : null}
          onClick={send}
        >
          {confirm}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
