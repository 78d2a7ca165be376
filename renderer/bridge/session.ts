import type { SessionState } from '../../shared/ipc/engine-contract.ts'
import type { UserId } from '../../shared/model/ids.ts'
import type { Person } from '../../shared/model/people.ts'
import { engine } from './engine.ts'
import { keepAsking, LiveValue, useLiveValue } from './live-value.ts'

const session = new LiveValue<SessionState>()

/** Starts following who is signed in; called once by the window's entry. */
export function followSession(): void {
  engine.on('session:changed', session.set)
  keepAsking(session, () => engine.call('session:state', {}))
}

/** Takes over a state that a call has just given. */
export const sessionIs = (state: SessionState): void => session.set(state)

/** Hears who sits at this desk, null for nobody, now and whenever it is said; a closed store sends nobody away. */
export function onPerson(listener: (person: UserId | null) => void): void {
  const tell = () => {
    const state = session.get()
    if (state?.at === 'signed-in') listener(state.person.id)
    else if (state?.at === 'signed-out') listener(null)
  }
  session.subscribe(tell)
  tell()
}

/** Who is signed in; null until the engine has said. */
export const useSession = (): SessionState | null => useLiveValue(session)

export type SignedIn = Extract<SessionState, { at: 'signed-in' }>

/** The signed-in session, or null. */
export function useSignedIn(): SignedIn | null {
  const state = useSession()
  return state?.at === 'signed-in' ? state : null
}

/** The person at this desk, or null when nobody is signed in. */
export const useMe = (): Person | null => useSignedIn()?.person ?? null

/** Zone in which this newsroom shows times. */
export const useTimeZone = (): string =>
  useSignedIn()?.newsroom.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
