import type { Network, Safety } from '../../shared/ipc/rows.ts'

type Known = Pick<
  Network,
  'state' | 'waitingUpdates' | 'waitingCommands' | 'waitingPictures' | 'oldest' | 'left'
>

/**
 * The word for the whole desk when no story is open, as each story says it: on this device while it is
 * on its way, waiting while there is no server. None while nothing is known of the newsroom.
 */
export function deskSafety(network: Known): Safety | null {
  const { waitingUpdates, waitingCommands, waitingPictures, oldest, state } = network
  const waits = waitingUpdates + waitingCommands + waitingPictures
  if (waits > 0 && state !== 'online' && oldest !== null) {
    return { word: 'waiting', updates: waits, since: oldest }
  }
  if (waits > 0) return { word: 'on-device' }
  return network.left.down.told ? { word: 'on-server' } : null
}
