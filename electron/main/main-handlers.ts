/** What main does when a window asks. Input has been parsed, the sender checked. */
import { app, shell, type WebContents } from 'electron'
import type { Handlers } from '../../shared/ipc/channel.ts'
import type { MainCalls, Settings } from '../../shared/ipc/main-contract.ts'
import { BadInput } from '../../shared/model/errors.ts'
import type { StoryId } from '../../shared/model/ids.ts'
import type { Environment } from './environment.ts'
import type { SettingsFile } from './settings.ts'

interface Shell {
  readonly env: Environment
  readonly settings: SettingsFile
  readonly change: (change: Partial<Settings>) => Settings
  readonly openWindow: (story: StoryId | null) => void
  /** False where the sign-in lasts for this run only. */
  readonly keepsSignIn: boolean
}

/** Handlers of every call of the main contract. */
export function mainHandlers(desk: Shell): Handlers<MainCalls, WebContents> {
  return {
    'settings:get': () => desk.settings.get(),
    'settings:set': ({ change }) => desk.change(withoutUndefined(change)),
    'app:info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      suggestedServer: desk.env.suggestedServer,
      sample: desk.env.sample,
      keepsSignIn: desk.keepsSignIn,
    }),
    async 'app:open-in-browser'({ url }) {
      const { protocol } = new URL(url)
      if (protocol !== 'http:' && protocol !== 'https:') {
        throw new BadInput('Only http and https addresses open in the browser')
      }
      await shell.openExternal(url)
      return {}
    },
    'window:new': ({ story }) => {
      desk.openWindow(story)
      return {}
    },
  }
}

const withoutUndefined = (change: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
