import { useEffect } from 'react'
import { menuActions } from '../../shared/ipc/main-contract.ts'
import { onAction, runAction } from '../bridge/actions.ts'
import { main } from '../bridge/main-process.ts'
import { isOfflineByChoice, workOffline } from '../bridge/network.ts'
import { goTo, type Screen, screens, searchFor, showOverlay } from '../bridge/place.ts'
import { actionKeys, isTyping, matchesChord } from '../ui/keymap.ts'
import { holdTyping } from './early-typing.ts'
import { focusNextPane, goBackOneLevel } from './panes.ts'

/** Keys without a modifier are text while somebody writes. */
const isBare = (chord: string) => !/Mod|Alt|F\d/.test(chord)

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  if (event.key === 'Escape' && goBackOneLevel(event)) {
    event.preventDefault()
    return
  }
  for (const action of menuActions) {
    const chord = actionKeys[action]
    if (!chord || !matchesChord(event, chord)) continue
    if (isBare(chord) && isTyping(event.target)) return
    if (runAction(action)) event.preventDefault()
    return
  }
}

const screenActions = (): (() => void)[] =>
  screens.map((screen: Screen) => onAction(`screen-${screen}`, () => goTo(screen)))

/** The window's keys and the menu's entries, both leading to the same actions. */
export function useKeys(): void {
  useEffect(() => {
    const stops = [
      ...screenActions(),
      onAction('palette', () => {
        holdTyping()
        showOverlay('palette')
      }),
      onAction('show-keys', () => showOverlay('keys')),
      onAction('search', () => {
        holdTyping()
        searchFor('')
      }),
      onAction('set-aside', () => showOverlay('quarantine')),
      onAction('next-pane', focusNextPane),
      onAction('work-offline', () => void workOffline(!isOfflineByChoice())),
      main.onMenuAction((action) => void runAction(action)),
    ]
    window.addEventListener('keydown', onKeyDown)
    return () => {
      for (const stop of stops) stop()
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
