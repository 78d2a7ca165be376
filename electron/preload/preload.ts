/**
 * Runs before each page, sandboxed: puts the bridge on `window.copydesk` and hands the engine's
 * port over. Nothing else of Electron reaches the page.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type {
  CopydeskBridge,
  enginePortMessage,
  MenuAction,
  Settings,
} from '../../shared/ipc/main-contract.ts'

type Answer = { ok: true; output: unknown } | { ok: false; error: { message: string } }

/** Spelled here because importing the value would bring all schemas into every page's start. */
const portMessage: typeof enginePortMessage = 'copydesk:engine-port'

/** Listens to one channel until the returned function is called. */
function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const heard = (_event: unknown, value: T): void => listener(value)
  ipcRenderer.on(channel, heard)
  return () => {
    ipcRenderer.off(channel, heard)
  }
}

const bridge: CopydeskBridge = {
  async call(name, input) {
    const answer = (await ipcRenderer.invoke('copydesk:call', name, input)) as Answer
    if (answer.ok) return answer.output
    throw new Error(answer.error.message)
  },
  onMenuAction: (listener) => listen<MenuAction>('copydesk:menu-action', listener),
  onSettings: (listener) => listen<Settings>('copydesk:settings', listener),
}
contextBridge.exposeInMainWorld('copydesk', bridge)

/** The page's own scripts listen from here on: module scripts have run by then. */
const pageListens = new Promise<void>((resolve) => {
  if (document.readyState !== 'loading') resolve()
  else document.addEventListener('DOMContentLoaded', () => resolve(), { once: true })
})

ipcRenderer.on(portMessage, (event) => {
  const ports = event.ports
  void pageListens.then(() => window.postMessage(portMessage, location.origin, [...ports]))
})
ipcRenderer.send('copydesk:want-engine-port')
