import { engine } from '../bridge/engine.ts'
import { sessionIs } from '../bridge/session.ts'
import { changeSettings } from '../bridge/settings.ts'
import { samplePassword } from './sample-people.ts'

/** Signs in; whoever sat here before is signed out, their unsent work stays with them. */
export async function signIn(server: string, email: string, password: string): Promise<void> {
  const state = await engine.call('session:sign-in', { server, email, password })
  changeSettings({ server })
  sessionIs(state)
}

/** Sits down as one of the sample's people. */
export const signInAs = (server: string, email: string): Promise<void> =>
  signIn(server, email, samplePassword)
