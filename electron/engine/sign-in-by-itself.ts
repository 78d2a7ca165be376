/** Signs in to the sample newsroom without asking, and again when its token was not kept. */
import { NewsroomError } from '../../shared/model/errors.ts'
import type { SignInHint } from './parent-contract.ts'
import type { Session } from './session.ts'
import { backoff } from './sync/line/backoff.ts'

interface Hints {
  readonly suggestedServer: string | null
  readonly signIn: SignInHint | null
}

/** Tries until it has worked, is refused, or is called off by the returned function. */
export function signInByItself(
  session: Session,
  { suggestedServer, signIn }: Hints,
  random: () => number,
): () => void {
  if (!suggestedServer || !signIn) return () => {}
  const { email, password } = signIn
  const { account } = session
  // Somebody else has signed in here by hand: leave them alone.
  if (account && account.email !== email) return () => {}
  if (session.current?.hasToken) return () => {}
  let timer: NodeJS.Timeout | null = null
  let tries = 0
  let stopped = false
  const attempt = async (): Promise<void> => {
    try {
      await session.signIn(suggestedServer, email, password)
    } catch (error) {
      if (!(error instanceof NewsroomError)) throw error
      if (stopped || error.retry === 'never') return
      timer = setTimeout(() => void attempt(), backoff(tries++, random()))
    }
  }
  void attempt()
  return () => {
    stopped = true
    if (timer) clearTimeout(timer)
  }
}
