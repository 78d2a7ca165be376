import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import './splitter.css'

interface SplitterProps {
  /** What it resizes, for screen readers. */
  readonly label: string
  /** Size of the pane before it (`start`) or after it (`end`), in reading direction. */
  readonly pane: 'start' | 'end'
  readonly value: number
  readonly min: number
  readonly max: number
  readonly initial: number
  /** While it moves, many times. */
  readonly onMove: (value: number) => void
  /** Once, when it has come to rest. */
  readonly onRest: (value: number) => void
}

const step = 16

/** The edge between two panes: drag it, or focus it and use the arrows; a double press puts it back. */
export function Splitter({ label, pane, value, min, max, initial, onMove, onRest }: SplitterProps) {
  const drag = useRef<{ from: number; value: number } | null>(null)
  const latest = useRef(value)
  const clamp = (next: number) => Math.round(Math.min(max, Math.max(min, next)))
  const sign = (element: Element) =>
    (getComputedStyle(element).direction === 'rtl' ? -1 : 1) * (pane === 'start' ? 1 : -1)
  const move = (next: number) => {
    latest.current = clamp(next)
    onMove(latest.current)
  }

  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { from: event.clientX, value }
  }
  const moved = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag.current) return
    const distance = (event.clientX - drag.current.from) * sign(event.currentTarget)
    move(drag.current.value + distance)
  }
  const up = () => {
    if (drag.current) onRest(latest.current)
    drag.current = null
  }
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    const towards = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = { Home: min, End: max, Enter: initial }[event.key]
    if (towards === undefined && next === undefined) return
    event.preventDefault()
    move(next ?? value + (towards ?? 0) * step * sign(event.currentTarget))
    onRest(latest.current)
  }
  const reset = () => {
    move(initial)
    onRest(latest.current)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged or focused; this is the window splitter of ARIA
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      className="splitter"
      onPointerDown={down}
      onPointerMove={moved}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={reset}
      onKeyDown={key}
    />
  )
}
