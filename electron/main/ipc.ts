/**
 * The one file that touches `ipcMain`: checks who calls, parses what they send, wraps what they get.
 *
 * IPC1  Only the main frame of one of our pages is answered.
 * IPC2  Input that does not fit the contract is refused before any handler sees it.
 */
import { ipcMain, type WebContents, type WebFrameMain } from 'electron'
import { z } from 'zod'
import type { Handlers } from '../../shared/ipc/channel.ts'
import { type MainCalls, mainCalls } from '../../shared/ipc/main-contract.ts'
import { BadInput, NewsroomError, toWireError, type WireError } from '../../shared/model/errors.ts'
import { isAppPage } from './app-address.ts'

/** Names of our channels; preload uses the same. */
export const channels = {
  call: 'copydesk:call',
  wantEnginePort: 'copydesk:want-engine-port',
} as const

class ForeignSender extends NewsroomError {
  readonly code = 'foreign-sender'
  readonly retry = 'never'
}

export type MainAnswer =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: WireError }

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
  ipcMain.handle(channels.call, async (event, name: unknown, input: unknown) => {
    try {
      if (!isOurs(event.senderFrame)) throw new ForeignSender('This frame may not call the app')
      return { ok: true, output: await dispatch(handlers, name, input, event.sender) }
    } catch (error) {
      return { ok: false, error: toWireError(error) } satisfies MainAnswer
    }
  })
  ipcMain.on(channels.wantEnginePort, (event) => {
    if (isOurs(event.senderFrame)) wantEnginePort(event.sender)
  })
}

const isCall = (name: unknown): name is keyof MainCalls =>
  typeof name === 'string' && Object.hasOwn(mainCalls, name)

async function dispatch(
  handlers: Handlers<MainCalls, WebContents>,
  name: unknown,
  input: unknown,
  caller: WebContents,
): Promise<unknown> {
  if (!isCall(name)) throw new BadInput('No such call')
  const parsed = mainCalls[name].takes.safeParse(input)
  if (!parsed.success) throw new BadInput(`${name}: ${z.prettifyError(parsed.error)}`)
  const handler = handlers[name] as (input: unknown, caller: WebContents) => unknown
  return handler(parsed.data, caller)
}
