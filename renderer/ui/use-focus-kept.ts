import { useEffect, useEffectEvent, useRef } from 'react'

interface FocusWatch {
  readonly onFocus: () => void
  readonly onBlur: () => void
}

/**
 * For a part of the screen whose buttons go when they have been pressed: a focus that goes with one
 * would be nowhere, and no key would do anything. `give` puts it where the person can go on.
 */
export function useFocusKept(give: () => void): FocusWatch {
  const within = useRef(false)
  const onLost = useEffectEvent(give)
  // After every change: an element that is taken away says nothing of the focus it had.
  useEffect(() => {
    const active = document.activeElement
    if (!within.current || (active !== null && active !== document.body)) return
    within.current = false
    onLost()
  })
  return {
    onFocus: () => {
      within.current = true
    },
    onBlur: () => {
      within.current = false
    },
  }
}
