import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { useWords } from '../words/use-words.ts'
import { welcomeWords } from '../words/welcome.ts'
import { useSignInFailure } from './failure-text.ts'
import { NoKeyring } from './NoKeyring.tsx'
import { signIn } from './sign-in.ts'

const addressSchema = z.url({ protocol: /^https?$/ })
const emailSchema = z.email()

type Wrong = Partial<Record<'address' | 'email' | 'password', string>>

interface JoinFormProps {
  readonly suggested: string
  /** It is the only way in: the caret waits here. */
  readonly first: boolean
}

/** Address, email and password of one's own newsroom, each checked before anything is sent. */
export function JoinForm({ suggested, first }: JoinFormProps) {
  const words = useWords(welcomeWords)
  const failureText = useSignInFailure()
  const [address, setAddress] = useState(suggested)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<Wrong>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const check = (): Wrong => ({
    ...(!addressSchema.safeParse(address.trim()).success && { address: words.badAddress }),
    ...(!emailSchema.safeParse(email.trim()).success && { email: words.badEmail }),
    ...(password === '' && { password: words.noPassword }),
  })
  const submit = async () => {
    const found = check()
    setWrong(found)
    setFailure(null)
    if (Object.keys(found).length > 0 || busy) return
    setBusy(true)
    await signIn(address.trim(), email.trim(), password).catch((error: unknown) =>
      setFailure(failureText(error)),
    )
    setBusy(false)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }

  return (
    <section className="welcome-part" aria-labelledby="welcome-join">
      <h2 id="welcome-join" className="welcome-heading">
        {words.join}
      </h2>
      <p className="welcome-note">{words.joinLead}</p>
      <NoKeyring />
      <form className="join-form" onSubmit={onSubmit} noValidate>
        <TextField
          label={words.address}
          className="ltr"
          type="url"
          inputMode="url"
          placeholder="https://"
          autoFocus={first}
          value={address}
          error={wrong.address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <TextField
          label={words.email}
          className="ltr"
          type="email"
          autoComplete="username"
          value={email}
          error={wrong.email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={words.password}
          className="ltr"
          type="password"
          autoComplete="current-password"
          value={password}
          error={wrong.password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {failure && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
        <Button look="accent" type="submit">
          {busy ? words.signingIn : words.signIn}
        </Button>
      </form>
    </section>
  )
}
