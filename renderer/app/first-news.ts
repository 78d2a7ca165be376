import type { Network } from '../../shared/ipc/rows.ts'
import { engine } from '../bridge/engine.ts'

/** How long somebody who sits down waits for it, in milliseconds. */
const patience = 5000

/** Resolves when the server has said for the first time what this person has, or after a while. */
export function firstNews(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      stop()
      clearTimeout(late)
      resolve()
    }
    const hear = ({ left }: Network) => {
      if (left.down.told) end()
    }
    const stop = engine.on('network:changed', hear)
    const late = setTimeout(end, patience)
    engine.call('network:state', {}).then(hear, end)
  })
}
