/** The desk as a child of a script: the app's folder on the runtime at hand. */
import { join } from 'node:path'
import { type Child, startChild } from './children.ts'
import { root } from './project.ts'

/** Who the desk is signed in as when the sample newsroom opens for the first time. */
const samplePerson = 'nadia.haddad@harbourpost.example:harbour-sample'

/** The desk prints this when its first window is on the screen. */
export const windowShown = 'copydesk: first window shown'

export function startDesk(options: {
  readonly electron: string
  readonly switches: readonly string[]
  readonly home: string
  readonly server: string
  readonly env?: NodeJS.ProcessEnv
  readonly log?: string
}): Promise<Child> {
  return startChild({
    name: 'desk',
    program: options.electron,
    args: [...options.switches, root],
    cwd: root,
    env: {
      COPYDESK_SAMPLE: '1',
      COPYDESK_SIGN_IN: samplePerson,
      COPYDESK_USER_DATA: join(options.home, 'desk'),
      NODE_ENV: 'production',
      ...process.env,
      ...options.env,
      COPYDESK_SERVER_URL: options.server,
    },
    ...(options.log ? { log: options.log } : {}),
  })
}
