import { useEffect, useRef, useState } from 'react'
import { Kbd } from './Kbd.tsx'
import './tooltip.css'

interface Tip {
  readonly text: string
  readonly chord: string | undefined
  readonly box: DOMRect
}

/** Long enough not to flicker under a passing pointer. */
const hoverDelay = 400

function tipOf(target: EventTarget | null): Tip | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
  const text = element?.dataset['tip']
  if (!element || !text) return null
  return { text, chord: element.dataset['tipChord'], box: element.getBoundingClientRect() }
}

function useTip(): Tip | null {
  const [tip, setTip] = useState<Tip | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (next: Tip | null) => {
      clearTimeout(timer)
      if (next) timer = setTimeout(() => setTip(next), hoverDelay)
      else setTip(null)
    }
    const over = (event: Event) => later(tipOf(event.target))
    const focus = (event: FocusEvent) => {
      const byKey = event.target instanceof Element && event.target.matches(':focus-visible')
      later(byKey ? tipOf(event.target) : null)
    }
    const hide = () => later(null)
    const listeners = [
      ['pointerover', over],
      ['focusin', focus],
      ['focusout', hide],
      ['pointerdown', hide],
      ['keydown', hide],
      ['scroll', hide],
    ] as const
    for (const [type, listener] of listeners) {
      document.addEventListener(type, listener as EventListener, true)
    }
    return () => {
      clearTimeout(timer)
      for (const [type, listener] of listeners) {
        document.removeEventListener(type, listener as EventListener, true)
      }
    }
  }, [])
  return tip
}

/** Shows the `data-tip` of whatever is hovered or reached by key, with its key. One per window. */
export function TooltipLayer() {
  const tip = useTip()
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = bubble.current
    if (!element || !tip) return
    const { width, height } = element.getBoundingClientRect()
    const below = tip.box.bottom + 6
    const top = below + height > innerHeight - 4 ? tip.box.top - height - 6 : below
    const centred = tip.box.left + tip.box.width / 2 - width / 2
    const left = Math.max(6, Math.min(centred, innerWidth - width - 6))
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  }, [tip])
  if (!tip) return null
  return (
    <div ref={bubble} className="tooltip" role="tooltip">
      {tip.text}
      {tip.chord && <Kbd chord={tip.chord} />}
    </div>
  )
}
