import { type FormEvent, useState } from 'react'
import { showOverlay } from '../bridge/place.ts'
import { useSession } from '../bridge/session.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogButtons } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { uiWords } from '../words/ui.ts'
import { useWords } from '../words/use-words.ts'
import { welcomeWords } from '../words/welcome.ts'
import { useSignInFailure } from './failure-text.ts'
import { NoKeyring } from './NoKeyring.tsx'
import { samplePassword, useSampleServer } from './sample-people.ts'
import { signIn } from './sign-in.ts'

const close = () => showOverlay(null)

/** The server no longer knows this desk: the same person signs in again, work goes on meanwhile. */
export function SignInAgain() {
  const words = useWords(welcomeWords)
  const ui = useWords(uiWords)
  const session = useSession()
  const sampleServer = useSampleServer()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const failureText = useSignInFailure()
  if (session?.at !== 'signed-in') return null
  const isSample = session.server === sampleServer
  const send = async () => {
    setBusy(true)
    const password = typed || (isSample ? samplePassword : '')
    await signIn(session.server, session.person.email, password).then(close, (failure: unknown) =>
      setError(failureText(failure)),
    )
    setBusy(false)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (typed === '' && !isSample) setError(words.noPassword)
    else void send()
  }
  return (
    <Dialog title={words.again} onClose={close}>
      <p>{words.againLead}</p>
      <form onSubmit={onSubmit}>
        <p className="sign-in-who">
          {session.person.name} · <bdi className="ltr">{session.person.email}</bdi>
        </p>
        {!isSample && (
          <TextField
            label={words.password}
            className="ltr"
            type="password"
            autoComplete="current-password"
            autoFocus
            value={typed}
            error={error}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        {isSample && error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <NoKeyring />
        <DialogButtons>
          <Button onClick={close}>{ui.cancel}</Button>
          <Button look="accent" type="submit" autoFocus={isSample}>
            {busy ? words.signingIn : words.signIn}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
