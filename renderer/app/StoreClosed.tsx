import type { SessionState } from '../../shared/ipc/engine-contract.ts'
import { careWords } from '../words/care.ts'
import { useWords } from '../words/use-words.ts'
import './welcome.css'

type Closed = Extract<SessionState, { at: 'store-closed' }>

/** The desk's file cannot be opened: why, what is safe, what to do. It goes away by itself. */
export function StoreClosed({ session }: { session: Closed }) {
  const words = useWords(careWords)
  return (
    <main className="welcome">
      <div className="welcome-page" role="alert">
        <h1 className="welcome-title serif">{words.closedTitle}</h1>
        <p className="welcome-lead serif">
          {session.why} {session.remedy}
        </p>
        <p>{words.closedSafe}</p>
      </div>
    </main>
  )
}
