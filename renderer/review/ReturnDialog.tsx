import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { TextArea } from '../ui/Field.tsx'
import { matchesChord } from '../ui/keymap.ts'
import { reviewWords } from '../words/review.ts'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/use-words.ts'

interface ReturnDialogProps {
  readonly headline: string
  readonly onClose: () => void
  readonly onReturn: (reason: string) => void
}

const sendChord = 'Mod+Enter'

/** Asks for the reason, which the writer reads first. */
export function ReturnDialog({ headline, onClose, onReturn }: ReturnDialogProps) {
  const words = useWords(reviewWords)
  const ui = useWords(uiWords)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const send = () => {
    if (reason.trim() === '') setTried(true)
    else onReturn(reason.trim())
  }
  return (
    <Dialog title={words.returnTitle} onClose={onClose}>
      <p className="serif">
        <bdi>{headline}</bdi>
      </p>
      <TextArea
        label={words.reason}
        hint={words.reasonHint}
        error={tried && reason.trim() === '' ? words.noReason : null}
        autoFocus
        rows={4}
        maxLength={2000}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (!matchesChord(event.nativeEvent, sendChord)) return
          event.preventDefault()
          send()
        }}
      />
      <DialogButtons>
        <Button onClick={onClose}>{ui.cancel}</Button>
        <Button look="accent" chord={sendChord} onClick={send}>
          {words.returnIt}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
