import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SessionState } from '../../shared/ipc/engine-contract.ts'
import { Icon } from '../ui/Icon.tsx'
import { careWords } from '../words/care.ts'
import { useWords } from '../words/use-words.ts'
import { LanguageChips } from './LanguageChips.tsx'
import './welcome.css'
import './store-closed.css'

type Closed = Extract<SessionState, { at: 'store-closed' }>

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="welcome-part">
      <h2 className="welcome-heading">{title}</h2>
      {children}
    </section>
  )
}

/** The desk's file cannot be opened: why, what to do, what is safe. It goes away by itself. */
export function StoreClosed({ session: { because, folder } }: { session: Closed }) {
  const words = useWords(careWords)
  const { why, remedy } = words.closed[because]
  return (
    <main className="welcome store-closed">
      <div className="welcome-page" role="alert">
        <header className="welcome-head">
          <div>
            <h1 className="welcome-title serif">{words.closedTitle}</h1>
            <p className="store-closed-why">
              <Icon of={TriangleAlert} />
              {why}
            </p>
          </div>
          <LanguageChips />
        </header>
        <Part title={words.closedDo}>
          <p>{remedy}</p>
          <p className="welcome-note">{words.closedAgain}</p>
        </Part>
        <Part title={words.closedIsSafe}>
          <p>{words.closedSafe}</p>
        </Part>
        <Part title={words.closedPlace}>
          <p className="store-closed-place ltr">{folder}</p>
        </Part>
      </div>
    </main>
  )
}
