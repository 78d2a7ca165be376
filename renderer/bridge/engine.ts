/** This window's engine: the port arrives as a window message, again whenever the engine restarts. */
import { enginePortMessage } from '../../shared/ipc/main-contract.ts'
import { EngineClient } from './engine-client.ts'

export const engine = new EngineClient({ check: import.meta.env.DEV })

if (typeof window !== 'undefined') {
  window.addEventListener('message', (event) => {
    const [port] = event.ports
    if (event.source === window && event.data === enginePortMessage && port) engine.connect(port)
  })
}
