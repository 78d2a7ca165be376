import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { languageNames } from '../words/desk.ts'
import { useLanguage, useWords } from '../words/use-words.ts'
import { roleWords, welcomeWords } from '../words/welcome.ts'
import { number } from '../words/words.ts'
import { useSignInFailure } from './failure-text.ts'
import { type SamplePerson, samplePeople } from './sample-people.ts'
import { signInAs } from './sign-in.ts'

interface CardProps {
  readonly person: SamplePerson
  readonly position: number
  readonly busy: boolean
  readonly onChoose: () => void
}

function Card({ person, position, busy, onChoose }: CardProps) {
  const roles = useWords(roleWords)
  const words = useWords(welcomeWords)
  const language = useLanguage()
  const key = position % 10
  return (
    <li>
      <button
        type="button"
        className="person-card"
        aria-busy={busy}
        aria-keyshortcuts={String(key)}
        onClick={onChoose}
      >
        <Avatar name={person.name} size={22} />
        <span className="person-card-words">
          <span className="person-card-name">{person.name}</span>
          <span className="person-card-role">
            {busy ? words.signingIn : roles[person.role]}
            {!busy && person.language !== language && ` · ${languageNames[person.language]}`}
          </span>
        </span>
        <span className="person-card-key" aria-hidden="true">
          {number(language, key)}
        </span>
      </button>
    </li>
  )
}

/** The sample's people: a press or a digit sits down as one of them. */
export function SampleCards({ server }: { server: string }) {
  const words = useWords(welcomeWords)
  const cards = useRef<HTMLUListElement>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const failureText = useSignInFailure()

  const choose = async ({ email }: SamplePerson) => {
    setBusy(email)
    setError(null)
    await signInAs(server, email).catch((failure: unknown) => setError(failureText(failure)))
    setBusy(null)
  }
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement
    const digit = /^Digit(\d)$/.exec(event.code)?.[1]
    if (typing || event.ctrlKey || event.altKey || event.metaKey || digit === undefined) return
    const person = samplePeople[(Number(digit) + 9) % 10]
    if (person) void choose(person)
  })
  useEffect(() => cards.current?.querySelector('button')?.focus(), [])
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])

  return (
    <section className="welcome-part" aria-labelledby="welcome-sample">
      <h2 id="welcome-sample" className="welcome-heading">
        {words.sample}
      </h2>
      <p className="welcome-note">{words.sampleLead}</p>
      <ul ref={cards} className="person-cards">
        {samplePeople.map((person, index) => (
          <Card
            key={person.email}
            person={person}
            position={index + 1}
            busy={busy === person.email}
            onChoose={() => void choose(person)}
          />
        ))}
      </ul>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </section>
  )
}
