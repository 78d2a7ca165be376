import type { Network, Safety } from '../../shared/ipc/rows.ts'
import { useNetwork } from '../bridge/network.ts'
import { usePlace } from '../bridge/place.ts'
import { useStorySafety } from '../bridge/story-safety.ts'

/** The word for the whole desk when no story is open; none while nothing is known of the newsroom. */
function deskSafety(network: Network): Safety | null {
  const { waitingUpdates, waitingCommands, waitingPictures, oldest, state } = network
  const waits = waitingUpdates + waitingCommands + waitingPictures
  if (waits > 0 && state === 'online' && oldest !== null) {
    return { word: 'waiting', updates: waits, since: oldest }
  }
  if (waits > 0) return { word: 'on-device' }
  return network.left.down.told ? { word: 'on-server' } : null
}

/** How safe the words on the screen are; null until the engine has said. */
export function useSafety(): Safety | null {
  const { screen, story } = usePlace()
  const network = useNetwork()
  const writing = screen === 'stories' || screen === 'search'
  const ofStory = useStorySafety(writing ? story : null)
  return ofStory ?? (network && deskSafety(network))
}
