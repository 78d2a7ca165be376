/**
 * The one file that touches `ipcMain`: checks who calls and hands the rest on.
 * Only the main frame of one of our pages is answered; `e2e/closed-doors.spec.ts` tries the others.
 */
import { ipcMain, type WebContents, type WebFrameMain } from 'electron'
import type { Handlers } from '../../shared/ipc/channel.ts'
import type { MainCalls } from '../../shared/ipc/main-contract.ts'
import { isAppPage } from './app-address.ts'
import { answerCall, type MainAnswer } from './dispatch.ts'

/** Names of our channels; preload spells the same. */
const channels = { call: 'copydesk:call', wantEnginePort: 'copydesk:want-engine-port' } as const

const foreign: MainAnswer = {
  ok: false,
  error: { code: 'foreign-sender', message: 'This frame may not call the app', retry: 'never' },
}

interface Doors {
  readonly handlers: Handlers<MainCalls, WebContents>
  /** A page has loaded and wants a port to the engine. */
  readonly wantEnginePort: (contents: WebContents) => void
  readonly devPage: string | null
}

/** Opens the doors of main; called once. */
export function answerWindows({ handlers, wantEnginePort, devPage }: Doors): void {
  const isOurs = (frame: WebFrameMain | null): boolean =>
    frame !== null && frame.parent === null && isAppPage(frame.url, devPage)
  ipcMain.handle(channels.call, (event, name: unknown, input: unknown) =>
    isOurs(event.senderFrame) ? answerCall(handlers, name, input, event.sender) : foreign,
  )
  ipcMain.on(channels.wantEnginePort, (event) => {
    if (isOurs(event.senderFrame)) wantEnginePort(event.sender)
  })
}
