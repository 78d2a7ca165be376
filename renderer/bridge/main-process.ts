/** Calls to Electron's main process through what preload put on `window.copydesk`. */
import type { Gives, Takes } from '../../shared/ipc/channel.ts'
import {
  type CopydeskBridge,
  type MainCalls,
  type MenuAction,
  mainCalls,
  type Settings,
} from '../../shared/ipc/main-contract.ts'

declare global {
  interface Window {
    readonly copydesk: CopydeskBridge
  }
}

export const main = {
  async call<K extends keyof MainCalls>(
    name: K,
    input: Takes<MainCalls, K>,
  ): Promise<Gives<MainCalls, K>> {
    const output = await window.copydesk.call(name, input)
    const checked = import.meta.env.DEV ? mainCalls[name].gives.parse(output) : output
    return checked as Gives<MainCalls, K>
  },
  onMenuAction: (listener: (action: MenuAction) => void) => window.copydesk.onMenuAction(listener),
  onSettings: (listener: (settings: Settings) => void) => window.copydesk.onSettings(listener),
}
