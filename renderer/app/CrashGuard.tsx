import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { deskWords } from '../words/desk.ts'
import { useWords } from '../words/use-words.ts'

function Crashed({ error, reopen }: { error: Error; reopen: () => void }) {
  const words = useWords(deskWords)
  return (
    <div className="pane-content pane-message" role="alert">
      <EmptyState title={words.crashTitle}>
        <p>{words.crashSafe}</p>
        <p className="ltr">{error.message}</p>
        <Button look="accent" onClick={reopen}>
          {words.reopen}
        </Button>
      </EmptyState>
    </div>
  )
}

/** A bug in one screen stops that screen only, and the person can open it again. */
export class CrashGuard extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    return <Crashed error={error} reopen={() => this.setState({ error: null })} />
  }
}
