import type { SessionState } from '../../shared/ipc/engine-contract.ts'
import { useWords } from '../words/use-words.ts'
import { welcomeWords } from '../words/welcome.ts'
import { JoinForm } from './JoinForm.tsx'
import { LanguageChips } from './LanguageChips.tsx'
import { SampleCards } from './SampleCards.tsx'
import { useSampleServer } from './sample-people.ts'
import './welcome.css'

type SignedOut = Extract<SessionState, { at: 'signed-out' }>

/** First run and signed out, one page: the sample newsroom, or one's own. */
export function Welcome({ session }: { session: SignedOut }) {
  const words = useWords(welcomeWords)
  const sampleServer = useSampleServer()
  return (
    <main className="welcome">
      <div className="welcome-page">
        <header className="welcome-head">
          <div>
            <h1 className="welcome-title serif">{words.title}</h1>
            <p className="welcome-lead serif">{words.lead}</p>
          </div>
          <LanguageChips />
        </header>
        {session.why && (
          <p className="welcome-why" role="status">
            {session.why}
          </p>
        )}
        {sampleServer && <SampleCards server={sampleServer} />}
        {sampleServer !== undefined && (
          <JoinForm suggested={session.server ?? ''} first={sampleServer === null} />
        )}
      </div>
    </main>
  )
}
