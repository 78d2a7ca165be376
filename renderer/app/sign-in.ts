import { engine } from '../bridge/engine.ts'
import { closeStory, currentPlace } from '../bridge/place.ts'
import { sessionIs } from '../bridge/session.ts'
import { changeSettings } from '../bridge/settings.ts'
import { flushStories } from '../story/open-stories.ts'
import { firstNews } from './first-news.ts'
import { samplePassword } from './sample-people.ts'

/** Signs in; whoever sat here before is signed out, their unsent work stays with them. */
export async function signIn(server: string, email: string, password: string): Promise<void> {
  flushStories()
  const state = await engine.call('session:sign-in', { server, email, password })
  changeSettings({ server })
  await leaveForeignStory()
  sessionIs(state)
}

/** The story that the person before had open is not opened for this one unless it is theirs too. */
async function leaveForeignStory(): Promise<void> {
  const { story } = currentPlace()
  if (!story) return
  const isTheirs = async () => (await engine.call('stories:row', { story })) !== null
  if (await isTheirs()) return
  // At a device where they never sat before nothing is known of it until the server has told.
  await firstNews()
  if (!(await isTheirs())) closeStory()
}

/** Leaves this device with everything that was written here on its disk. */
export async function signOut(): Promise<void> {
  flushStories()
  sessionIs(await engine.call('session:sign-out', {}))
}

/** Sits down as one of the sample's people. */
export const signInAs = (server: string, email: string): Promise<void> =>
  signIn(server, email, samplePassword)
