import type { Safety } from '../../shared/ipc/rows.ts'
import { useNetwork } from '../bridge/network.ts'
import { usePlace } from '../bridge/place.ts'
import { useStorySafety } from '../bridge/story-safety.ts'
import { deskSafety } from './desk-safety.ts'

/** How safe the words on the screen are; null until the engine has said. */
export function useSafety(): Safety | null {
  const { screen, story } = usePlace()
  const network = useNetwork()
  const writing = screen === 'stories' || screen === 'search'
  const ofStory = useStorySafety(writing ? story : null)
  return ofStory ?? (network && deskSafety(network))
}
